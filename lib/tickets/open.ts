/** Opening a ticket. Its id is made by the client and is the id of its first entry, so that a retry opens it once; the same
 *  id with other content, or somebody else's, is refused without a word about what is there. */
import 'server-only'
import { sql } from 'drizzle-orm'
import { v5 } from 'uuid'
import { db, type Transaction } from '@/db/client'
import { tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { requireItem } from '@/lib/catalogue/lookup'
import { AppError } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { requireActivePeople, requireDepartment } from '@/lib/people/lookup'
import { requirePlace } from '@/lib/places/lookup'
import { toTicket } from './dto'
import { requireFitting } from './fields'
import { fingerprintOf } from './fingerprint'
import { answeredBefore, type Recorded, writeEntry } from './journal'
import type { OpenTicketInput } from './requests'
import type { Changed } from './schema'
import { type FoundTicket, findVisible, seekVisible } from './visible'
import { FREE_TEXT_MINUTES } from './work'

/** How long a device may have been away and still say when a ticket was opened. */
const LONGEST_AWAY_MS = 7 * 24 * 3_600_000

export async function openTicket(actor: Actor, input: OpenTicketInput): Promise<Changed> {
  const fingerprint = fingerprintOf(actor.personId, 'open', input)
  const { changed, recorded } = await db().transaction(async (tx) => {
    const known = await answeredBefore(tx, input.id, input.id, fingerprint)
    const opened = known ? null : await insertTicket(tx, actor, input)
    if (!opened) return { changed: await openedBefore(tx, actor, input.id, fingerprint), recorded: [] }
    const recorded = await writeFirstEntries(tx, actor, opened, input, fingerprint)
    const last = recorded.at(-1)
    return { changed: { ticket: last?.ticket ?? null, seq: 1 }, recorded }
  })
  await publish(recorded)
  return changed
}

/** The first answer again. A ticket that this request did not open is not spoken of; that its id is taken, "id_reused" does say,
 *  also of a ticket that the caller may not see. It stays so: one id cannot name two tickets, and any other refusal of it would
 *  say the same. It tells only whoever has the id: too much of one is random to be guessed, and but for what a locked tablet
 *  waits to send (docs/decisions/037) it is shown only with its ticket. */
async function openedBefore(tx: Transaction, actor: Actor, id: string, fingerprint: string): Promise<Changed> {
  const entry = await answeredBefore(tx, id, id, fingerprint)
  if (!entry) throw new AppError('conflict', 'id_reused')
  const ticket = await seekVisible(tx, actor, id)
  return { ticket: ticket && toTicket(ticket, ticket), seq: entry.seq }
}

/** Null when a ticket of this id is there already, or came while we waited. */
async function insertTicket(tx: Transaction, actor: Actor, input: OpenTicketInput): Promise<FoundTicket | null> {
  const target = await targetOf(tx, input)
  await requireActivePeople(tx, input.namedIds, 'body.namedIds')
  const now = await clockOf(tx)
  const openedAt = new Date(
    Math.max(Math.min(input.at ? Date.parse(input.at) : Infinity, now.getTime()), now.getTime() - LONGEST_AWAY_MS),
  )
  const dueAt = input.dueAt ? new Date(input.dueAt) : new Date(openedAt.getTime() + target.minutes * 60_000)
  const [row] = await tx
    .insert(tickets)
    .values({
      id: input.id,
      summary: input.summary,
      placeId: input.placeId,
      catalogueItemId: input.catalogueItemId,
      quantity: input.quantity,
      fields: input.fields,
      departmentId: target.departmentId,
      priority: target.priority,
      guestName: input.guestName,
      guestInRoom: input.guestInRoom,
      callBack: input.callBack ? 'owed' : null,
      status: 'new',
      restricted: input.restricted,
      openerId: actor.personId,
      dueAt,
      openedAt,
      // The first entry makes both versions 1.
      version: 0,
      stateVersion: 0,
      stateChangedAt: openedAt,
    })
    .onConflictDoNothing({ target: tickets.id })
    .returning()
  return row ? { ...row, watcherIds: [], namedIds: [], mentionedIds: [], lastAt: null, now } : null
}

async function targetOf(tx: Transaction, input: OpenTicketInput) {
  if (input.placeId) await requirePlace(tx, input.placeId, 'body.placeId')
  const item = input.catalogueItemId ? await requireItem(tx, input.catalogueItemId, 'body.catalogueItemId') : null
  requireFitting(item?.fields ?? [], input.fields)
  const departmentId = input.departmentId ?? item?.departmentId
  if (!departmentId) throw new AppError('invalid', 'no_such_department', { field: 'body.departmentId' })
  await requireDepartment(tx, departmentId, 'body.departmentId')
  return {
    departmentId,
    priority: input.priority ?? item?.priority ?? 'normal',
    minutes: item?.minutes ?? FREE_TEXT_MINUTES,
  }
}

async function clockOf(tx: Transaction): Promise<Date> {
  const [row] = await tx.select({ now: sql`clock_timestamp()`.mapWith(tickets.openedAt) }).from(sql`(select 1) as one`)
  if (!row) throw new Error('the clock did not answer')
  return row.now
}

/** "Opened", and the message that was written along with it, whose id follows from the ticket's so that a retry has the same. */
async function writeFirstEntries(
  tx: Transaction,
  actor: Actor,
  ticket: FoundTicket,
  input: OpenTicketInput,
  fingerprint: string,
): Promise<Recorded[]> {
  const opened = await writeEntry(tx, {
    actor,
    ticket,
    entry: { id: ticket.id, kind: 'event', body: { code: 'opened', params: {} }, at: ticket.openedAt },
    fingerprint,
    watch: { add: input.namedIds.map((personId) => ({ personId, kind: 'named' })) },
  })
  if (input.message === undefined) return [opened]
  const message = await writeEntry(tx, {
    actor,
    ticket: await findVisible(tx, actor, ticket.id),
    entry: { id: v5('first message', ticket.id), kind: 'message', body: { text: input.message }, at: ticket.openedAt },
    fingerprint,
  })
  return [opened, message]
}
