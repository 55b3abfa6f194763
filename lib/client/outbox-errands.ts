/** The errands among what waits to be sent. They go the way of messages: kept before they are shown, sent under one id, in
 *  their place among the messages of their ticket. Beside that: what comes of each is told to whoever asked for it, one that
 *  is done gives the next its version, and one that is refused stays, with all that rests on it, until somebody has read it. */

import { newId } from '@/lib/ids'
import type { LiveEvent } from '@/lib/live/events'
import type { Changed, Ticket } from '@/lib/tickets/schema'
import type { ApiError } from './api'
import {
  type ErrandItem,
  isErrand,
  lastErrand,
  type OpeningErrand,
  type QueuedChange,
  refusedBelow,
  versionAfter,
} from './errand'
import { tellAll } from './listeners'
import type { Timers } from './live-stream'
import type { Outgoing } from './outgoing'

/** So long whoever asked waits for a word: longer than a second tap takes. */
const WORD_MS = 1_500

/** What has become of an errand by the time somebody looks up from their tap. Whoever is told of a refusal says it to the person
 *  and dismisses it, or hands it back to the list with `tell`. */
export type Outcome =
  | { is: 'sent'; changed: Changed | null }
  | { is: 'refused'; id: string; refusal: NonNullable<Outgoing['refusal']> }
  | { is: 'waiting'; id: string }

/** An errand that was refused, and what is not sent because of it. */
export interface Trouble {
  item: ErrandItem
  refusal: NonNullable<Outgoing['refusal']>
  stopped: readonly Outgoing[]
}

/** What this needs of the outbox. */
export interface Shelf {
  personId: string
  stamp(): string
  all(): readonly Outgoing[]
  /** All of one ticket, in order. */
  lane(ticketId: string): readonly Outgoing[]
  put(item: Outgoing): void
  update(id: string, patch: Partial<Outgoing>): Promise<void>
  discard(id: string): Promise<void>
  changed(): void
  timers: Timers
}

const NO_TROUBLES: readonly Trouble[] = []

export class OutboxErrands {
  private readonly askers = new Map<string, (outcome: Outcome) => void>()
  private readonly listeners = new Set<(event: LiveEvent) => void>()
  private readonly doneListeners = new Set<(item: ErrandItem, changed: Changed) => void>()
  /** Refused, and in the hands of whoever asked. */
  private readonly told = new Set<string>()
  private known: { of: readonly Outgoing[]; troubles: readonly Trouble[] } = { of: [], troubles: NO_TROUBLES }

  constructor(private readonly shelf: Shelf) {}

  /** Change the ticket as it is shown. Answers as soon as it is done or refused, or was tried in vain and waits, and at the
   *  latest when somebody would wonder. */
  change(ticket: Ticket, change: QueuedChange): Promise<Outcome> {
    const before = lastErrand(this.shelf.lane(ticket.id))
    const errand = { kind: 'change', change, basedOn: ticket.version, after: before?.id ?? null } as const
    return this.put({ id: newId(), ticketId: ticket.id, at: this.shelf.stamp(), errand })
  }

  open(request: OpeningErrand['request'], ticket: Ticket): Promise<Outcome> {
    return this.put({
      id: ticket.id,
      ticketId: ticket.id,
      at: request.at,
      errand: { kind: 'opening', request, ticket },
    })
  }

  /** Tickets that wait to be opened. */
  openings(): Ticket[] {
    const isHopeful = ({ state }: Outgoing) => state === 'waiting'
    return this.shelf
      .all()
      .flatMap((item) => (item.errand?.kind === 'opening' && isHopeful(item) ? [item.errand.ticket] : []))
  }

  isUnopened = (ticketId: string): boolean => this.shelf.lane(ticketId).some(({ id }) => id === ticketId)

  /** What could not be done, oldest first; the same array until it changes. */
  troubles = (): readonly Trouble[] => {
    const all = this.shelf.all()
    if (this.known.of === all) return this.known.troubles
    const troubles = all.filter(isErrand).flatMap((item): Trouble[] => {
      if (item.state !== 'failed' || !item.refusal || this.told.has(item.id)) return []
      const lane = this.shelf.lane(item.ticketId)
      const stopped = lane.filter((one) => one.state === 'waiting' && refusedBelow(one, lane) === item)
      return [{ item, refusal: item.refusal, stopped }]
    })
    this.known = { of: all, troubles: troubles.length > 0 ? troubles : NO_TROUBLES }
    return this.known.troubles
  }

  /** It was read: it goes, with what was stopped because of it. */
  async dismiss(id: string): Promise<void> {
    this.tell(id)
    const trouble = this.troubles().find(({ item }) => item.id === id)
    // The last first: one that is left alone would be sent.
    for (const { id } of trouble?.stopped.toReversed() ?? []) await this.shelf.discard(id)
    await this.shelf.discard(id)
  }

  /** Whoever asked has gone on: it is for the list to say. */
  tell(id: string): void {
    if (!this.told.delete(id)) return
    this.known = { of: [], troubles: NO_TROUBLES }
    this.shelf.changed()
  }

  /** Told what the answers say of tickets. */
  onNews(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Told of each errand that the server has done, with its answer. */
  onDone(listener: (item: ErrandItem, changed: Changed) => void): () => void {
    this.doneListeners.add(listener)
    return () => void this.doneListeners.delete(listener)
  }

  /** The server has done it. What follows is ready before this one goes. */
  async done(item: ErrandItem, changed: Changed): Promise<void> {
    const { ticket } = changed
    for (const { id, errand } of this.shelf.lane(item.ticketId).filter(isErrand))
      if (errand.kind === 'change' && errand.after === item.id)
        await this.shelf.update(id, {
          errand: { ...errand, basedOn: versionAfter(item, changed, this.shelf.personId), after: null },
        })
    if (ticket) this.say({ event: 'ticket', data: ticket })
    else this.say({ event: 'gone', data: { ticketId: item.ticketId, seq: changed.seq } })
    for (const listener of this.doneListeners) listener(item, changed)
    this.answer(item.id, { is: 'sent', changed })
  }

  refused(item: ErrandItem, error: ApiError): void {
    const { current } = error
    if (isTicket(current, item.ticketId)) this.say({ event: 'ticket', data: current })
    // Not there any more, for this person: the screens look for themselves.
    if (error.status === 404) this.say({ event: 'reset', data: { scope: 'board', reason: 'gap' } })
    if (this.askers.has(item.id)) this.told.add(item.id)
    this.answer(item.id, { is: 'refused', id: item.id, refusal: { message: error.message, params: error.params } })
  }

  waits(id: string): void {
    this.answer(id, { is: 'waiting', id })
  }

  /** Another tab has seen to it. */
  over(id: string): void {
    this.answer(id, { is: 'sent', changed: null })
  }

  private put(written: Pick<ErrandItem, 'id' | 'ticketId' | 'at' | 'errand'>): Promise<Outcome> {
    const { id } = written
    const outcome = new Promise<Outcome>((resolve) => this.askers.set(id, resolve))
    const patience = this.shelf.timers.setTimeout(() => this.waits(id), WORD_MS)
    void outcome.then(() => this.shelf.timers.clearTimeout(patience))
    const nowhere = { text: '', mentions: [], state: 'waiting', refusal: null, place: null, isFleeting: false } as const
    this.shelf.put({ ...written, ...nowhere, mentions: [] })
    return outcome
  }

  private answer(id: string, outcome: Outcome): void {
    this.askers.get(id)?.(outcome)
    this.askers.delete(id)
  }

  private say(event: LiveEvent): void {
    tellAll(this.listeners, event)
  }
}

const isTicket = (value: unknown, id: string): value is Ticket =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === id && 'version' in value
