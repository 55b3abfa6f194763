/** Taking back a change of a moment ago. Nothing is unwritten: a further entry makes the ticket what it was before the change.
 *  Promises: refused, naming who, once anybody has changed the ticket since; and done once, however often it is asked for. */
import 'server-only'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { TicketEvent } from '@/lib/chat/schema'
import { AppError } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import type { Patch, WatchChange } from '../after'
import { changedFor, lockOrAnswer } from '../change'
import { toTicket } from '../dto'
import { fingerprintOf } from '../fingerprint'
import { type Recorded, writeEntry } from '../journal'
import { tellOfLink, unlinkDuplicate } from '../links'
import { isStale } from '../policy'
import { actedSince, notYours, stale, tooLateToUndo } from '../refusals'
import type { UndoInput } from '../requests'
import type { Changed, Ticket, Undoable } from '../schema'
import type { FoundTicket } from '../visible'
import { isFresh, mayUndo } from './policy'

type EventRow = typeof entries.$inferSelect & { body: TicketEvent }

/** `of` is the id of the change's entry. 400 when the ticket has no such change, 403 when it is not the actor's own or of no
 *  kind that can be taken back, 409 when somebody has changed the ticket since, or it is too late. */
export async function undoChange(actor: Actor, ticketId: string, input: UndoInput): Promise<Changed> {
  const { changed, recorded, pair } = await db().transaction(async (tx) => {
    const fingerprint = fingerprintOf(actor.personId, 'undo', input)
    const { ticket, answered } = await lockOrAnswer(tx, actor, ticketId, input.id, fingerprint)
    if (answered) return { changed: changedFor(actor, ticket && toTicket(ticket, ticket), answered.seq) }
    const recorded = await takeBack(tx, actor, ticket, input, fingerprint)
    if (!recorded) return { changed: changedFor(actor, toTicket(ticket, ticket), ticket.lastSeq) }
    const pair = await unlinkDuplicate(tx, actor, ticket, input.of)
    return { changed: changedFor(actor, recorded.ticket, recorded.entry.seq), recorded, pair }
  })
  if (recorded) await publish([recorded])
  if (pair) await tellOfLink(pair)
  return changed
}

/** Null when it has been taken back already. */
async function takeBack(
  tx: Transaction,
  actor: Actor,
  ticket: FoundTicket,
  input: UndoInput,
  fingerprint: string,
): Promise<Recorded | null> {
  const made = await findEvent(tx, ticket.id, eq(entries.id, input.of))
  if (!made) throw new AppError('invalid', 'no_such_change', { field: 'body.of' })
  const { code } = made.body
  if (!mayUndo(actor, toTicket(ticket, ticket), { authorId: made.authorId, code })) throw notYours()
  const last = await findEvent(tx, ticket.id)
  if (last?.body.code === 'undone' && last.body.params.seq === made.seq) return null
  if (isStale(ticket, made.delivery.ticket?.version)) throw await stale(tx, ticket)
  if (last && last.seq > made.seq) throw await actedSince(tx, ticket, last)
  if (!isFresh(ticket.now.getTime() - made.receivedAt.getTime())) throw tooLateToUndo(ticket)
  const was = await ticketBefore(tx, made)
  const body = { code: 'undone' as const, params: { change: code as Undoable, seq: made.seq } }
  const entry = { id: input.id, kind: 'event' as const, body, at: input.at }
  return writeEntry(tx, { actor, ticket, entry, fingerprint, patch: asItWas(was), watch: unfollow(ticket, made) })
}

/** The newest of the ticket's events, or of those that `isIt` chooses. */
async function findEvent(tx: Transaction, ticketId: string, isIt = sql`true`): Promise<EventRow | undefined> {
  const [row] = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), eq(entries.kind, 'event'), isIt))
    .orderBy(desc(entries.seq))
    .limit(1)
  return row as EventRow | undefined
}

async function ticketBefore(tx: Transaction, { ticketId, seq }: EventRow): Promise<Ticket> {
  const isKept = sql`${entries.delivery}->>'ticket' is not null`
  const [row] = await tx
    .select({ delivery: entries.delivery })
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), lt(entries.seq, seq), isKept))
    .orderBy(desc(entries.seq))
    .limit(1)
  if (!row?.delivery.ticket) throw new Error(`nothing is known of the ticket before its entry ${seq}`)
  return row.delivery.ticket
}

/** All that a change which can be taken back may have touched. */
const asItWas = (was: Ticket): Patch => ({
  status: was.status,
  assigneeId: was.assigneeId,
  departmentId: was.departmentId,
  holdReason: was.hold?.reason ?? null,
  holdUntil: moment(was.hold?.until),
  heldFrom: was.hold?.from ?? null,
  heldAt: moment(was.hold?.since),
  cancelReason: was.cancellation?.reason ?? null,
  dueAt: new Date(was.dueAt),
  acceptedAt: moment(was.acceptedAt),
  startedAt: moment(was.startedAt),
  doneAt: moment(was.doneAt),
  endedAt: moment(was.endedAt),
})

const moment = (value: string | null | undefined): Date | null => (value ? new Date(value) : null)

/** Whom the change made a follower follows no more. Who is on another list too stays: taking off takes off all of them. */
function unfollow(ticket: FoundTicket, { delivery: { before, after } }: EventRow): WatchChange {
  const isNew = (id: string) => !before?.watcherIds.includes(id)
  const isElsewhere = (id: string) => ticket.namedIds.includes(id) || ticket.mentionedIds.includes(id)
  return { remove: after.watcherIds.filter((id) => isNew(id) && !isElsewhere(id)) }
}
