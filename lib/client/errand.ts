/** What waits beside words: a change of a ticket, or its opening. How such errands rest on one another, and what a ticket looks
 *  like until they are done. Pure. */
import type { Actor } from '@/lib/auth/schema'
import { LIFE } from '@/lib/tickets/policy'
import type { Changed, HeldFrom, Ticket } from '@/lib/tickets/schema'
import type { Outgoing } from './outgoing'
import type { Change } from './tickets'

/** What is done on one's rounds, and in lifts. Whatever needs an answer to go on (assigning, editing, restricting) is asked at
 *  once instead. */
export type QueuedChange = { action: 'accept' | 'start' | 'resume' | 'complete' } | Extract<Change, { action: 'hold' }>

const QUEUED: readonly Change['action'][] = ['accept', 'start', 'hold', 'resume', 'complete']

export const isQueued = (change: Change): change is QueuedChange => QUEUED.includes(change.action)

export interface ChangeErrand {
  kind: 'change'
  change: QueuedChange
  /** The version it was decided on; of one that follows another errand, the version that this one made, once it is known. */
  basedOn: number
  /** The errand before it on the same ticket: it is sent only after that, and not at all if that is refused. Null as soon as
   *  `basedOn` is what that one made. One that went by letter is gone without a word: then this stays, and is sent by itself. */
  after: string | null
}

export interface OpeningErrand {
  kind: 'opening'
  /** The request's body. */
  request: { id: string; at: string } & Record<string, unknown>
  /** What it will look like. Its number is 0: it has none yet. */
  ticket: Ticket
}

export type Errand = ChangeErrand | OpeningErrand

export type ErrandItem = Outgoing & { errand: Errand }
export const isErrand = (item: Outgoing): item is ErrandItem => item.errand !== undefined

/** The refused errand that this one rests on, among all of its ticket: then it is not sent, and told together with that one. */
export function refusedBelow(item: Outgoing, lane: readonly Outgoing[]): Outgoing | null {
  const { errand } = item
  // Nothing can be said on, or done with, a ticket that could not be opened. An opening has its ticket's id.
  const opening = lane.find(({ id, state }) => id === item.ticketId && state === 'failed')
  if (opening && opening !== item) return opening
  if (errand?.kind !== 'change' || errand.after === null) return null
  const before = lane.find(({ id }) => id === errand.after)
  if (!before) return null
  return before.state === 'failed' ? before : refusedBelow(before, lane)
}

/** The errand that a new one on this ticket follows. */
export const lastErrand = (lane: readonly Outgoing[]): ErrandItem | null =>
  lane.filter(isErrand).findLast((item) => item.state === 'waiting' && !refusedBelow(item, lane)) ?? null

/** The version that what follows is based on, by the answer to an errand. Where somebody else has acted since, the version
 *  that it must have made itself: what follows is then refused as stale, with their name. */
export function versionAfter({ errand }: ErrandItem, { ticket }: Changed, personId: string): number {
  if (ticket && ticket.stateChangedById === personId) return ticket.version
  return errand.kind === 'opening' ? 1 : errand.basedOn + 1
}

/** The ticket as it will be when what waits is done: what a screen shows meanwhile. The same object when nothing waits. */
export function shownWith(ticket: Ticket, lane: readonly Outgoing[], actor: Pick<Actor, 'personId'>): Ticket {
  let shown = ticket
  for (const item of lane) {
    const isWaiting = item.state === 'waiting' && !refusedBelow(item, lane)
    if (!isWaiting || item.errand?.kind !== 'change') continue
    const { change } = item.errand
    if (!LIFE[change.action].includes(shown.status)) continue
    // Whose doing it is, too: what one has taken oneself rings for nobody.
    const whose = { stateChangedById: actor.personId, stateChangedAt: item.at }
    shown = { ...shown, ...patchOf(shown, change, actor, item.at), ...whose }
  }
  return shown
}

function patchOf(
  ticket: Ticket,
  change: QueuedChange,
  { personId }: Pick<Actor, 'personId'>,
  at: string,
): Partial<Ticket> {
  switch (change.action) {
    case 'accept':
      return { status: 'accepted', assigneeId: personId, acceptedAt: at }
    case 'start':
      return { status: 'in_progress', startedAt: at }
    case 'hold': {
      const from = ticket.status as HeldFrom
      return { status: 'on_hold', hold: { reason: change.reason, until: change.until ?? null, from, since: at } }
    }
    case 'resume':
      return { status: ticket.hold?.from ?? 'new', hold: null }
    case 'complete':
      return { status: 'done', doneAt: at }
  }
}
