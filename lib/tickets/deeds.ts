/** What people may do to a ticket, each by the door that the hotel uses: what random tests of tickets stand on. */
import { and, desc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { actorAs } from '@/scripts/stage/stage'
import { acceptTicket, assignTicket, releaseTicket, transferTicket, unassignTicket } from './assignment'
import { setGuest, tickCallBack } from './guests'
import { written } from './specimen'
import { editTicket, getTicket } from './tickets'
import { undoChange } from './undo/undo'
import { addWatcher, liftRestriction, removeWatcher, restrictTicket } from './watchers'
import {
  cancelTicket,
  closeTicket,
  completeTicket,
  holdTicket,
  reopenTicket,
  resumeTicket,
  sendBackTicket,
  startWork,
} from './work'

export const PEOPLE = ['felix', 'ines', 'nora', 'hana', 'maria', 'marco', 'luca', 'ada'] as const
export type Name = (typeof PEOPLE)[number]
const actors = new Map<Name, Actor>()

/** Signs them all in; before anything else. */
export async function gather(): Promise<ReadonlyMap<Name, Actor>> {
  for (const who of PEOPLE) actors.set(who, await actorAs(who))
  return actors
}

export const actorOf = (who: Name): Actor => {
  const actor = actors.get(who)
  if (!actor) throw new Error(who)
  return actor
}

export interface Deed {
  who: Name
  whom: Name
  /** Below 0 for the newest version. */
  basedOn: number
  minutes: number
  action: keyof typeof DO
}

const DEPARTMENTS = [departments.housekeeping.id, departments.engineering.id, departments.frontDesk.id]

export const DO = {
  accept: (deed: Deed, id: string) => acceptTicket(actorOf(deed.who), id, sent(deed)),
  takeOver: (deed: Deed, id: string) =>
    acceptTicket(actorOf(deed.who), id, { ...sent(deed), from: cast[deed.whom].id }),
  release: (deed: Deed, id: string) => releaseTicket(actorOf(deed.who), id, sent(deed)),
  start: (deed: Deed, id: string) => startWork(actorOf(deed.who), id, sent(deed)),
  hold: (deed: Deed, id: string) => holdTicket(actorOf(deed.who), id, { ...sent(deed), reason: 'part' }),
  resume: (deed: Deed, id: string) => resumeTicket(actorOf(deed.who), id, sent(deed)),
  complete: (deed: Deed, id: string) => completeTicket(actorOf(deed.who), id, sent(deed)),
  sendBack: (deed: Deed, id: string) => sendBackTicket(actorOf(deed.who), id, sent(deed)),
  close: (deed: Deed, id: string) => closeTicket(actorOf(deed.who), id, sent(deed)),
  reopen: (deed: Deed, id: string) => reopenTicket(actorOf(deed.who), id, sent(deed)),
  cancel: (deed: Deed, id: string) => cancelTicket(actorOf(deed.who), id, { ...sent(deed), reason: 'mistake' }),
  assign: (deed: Deed, id: string) =>
    assignTicket(actorOf(deed.who), id, { ...sent(deed), personId: cast[deed.whom].id }),
  unassign: (deed: Deed, id: string) => unassignTicket(actorOf(deed.who), id, sent(deed)),
  transfer: (deed: Deed, id: string) => {
    const departmentId = DEPARTMENTS[deed.minutes % DEPARTMENTS.length] ?? ''
    return transferTicket(actorOf(deed.who), id, { ...sent(deed), departmentId, reason: 'Theirs' })
  },
  edit: async (deed: Deed, id: string) => {
    const { ticket } = await getTicket(actorOf(deed.who), id)
    const { at, ...rest } = { ...written(), at: agoOf(deed) }
    return editTicket(actorOf(deed.who), id, { ...rest, at, version: ticket.version, quantity: (deed.minutes % 5) + 1 })
  },
  restrict: (deed: Deed, id: string) =>
    restrictTicket(actorOf(deed.who), id, { ...written(), namedIds: deed.minutes % 2 ? [cast[deed.whom].id] : [] }),
  lift: (deed: Deed, id: string) => liftRestriction(actorOf(deed.who), id, written()),
  guest: (deed: Deed, id: string) =>
    setGuest(actorOf(deed.who), id, {
      ...written(),
      name: `Guest ${deed.minutes % 3}`,
      callBack: deed.minutes % 2 === 0,
    }),
  called: (deed: Deed, id: string) => tickCallBack(actorOf(deed.who), id, { ...written(), outcome: 'content' }),
  watch: (deed: Deed, id: string) => addWatcher(actorOf(deed.who), id, cast[deed.whom].id, written()),
  leave: (deed: Deed, id: string) => removeWatcher(actorOf(deed.who), id, cast[deed.whom].id, written()),
  say: (deed: Deed, id: string) => {
    const mentions = deed.minutes % 3 ? [] : [cast[deed.whom].id]
    const mentioned = DEPARTMENTS[deed.minutes % 4]
    const said = { body: `To ${deed.whom}`, mentions, ...(mentioned && { departments: [mentioned] }) }
    return sendMessage(actorOf(deed.who), id, { ...written(), at: agoOf(deed), ...said })
  },
  undo: async (deed: Deed, id: string) => {
    const isEvent = and(eq(entries.ticketId, id), eq(entries.kind, 'event'))
    const [last] = await db().select().from(entries).where(isEvent).orderBy(desc(entries.seq)).limit(1)
    const author = PEOPLE.find((who) => cast[who].id === last?.authorId) ?? deed.who
    return undoChange(actorOf(author), id, { ...written(), at: agoOf(deed), of: last?.id ?? id })
  },
} as const satisfies Record<string, (deed: Deed, id: string) => Promise<unknown>>

const agoOf = ({ minutes }: Deed) => new Date(Date.now() - minutes * 60_000).toISOString()
const sent = (deed: Deed) => ({
  ...written(),
  at: agoOf(deed),
  ...(deed.basedOn >= 1 && { basedOn: deed.basedOn }),
})

export const deed: fc.Arbitrary<Deed> = fc.record({
  who: fc.constantFrom(...PEOPLE),
  whom: fc.constantFrom(...PEOPLE),
  basedOn: fc.integer({ min: -6, max: 4 }),
  minutes: fc.integer({ min: -10, max: 200 }).map(Math.abs),
  action: fc.constantFrom(...(Object.keys(DO) as (keyof typeof DO)[])),
})
