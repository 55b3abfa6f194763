/** How a ticket was where its story begins: opened, or, where its oldest months were exported and dropped, as the first entry that
 *  is left and tells so has left it. */
import 'server-only'
import { and, asc, eq, lte, max, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Ticket } from '@/lib/tickets/schema'
import type { Opening } from './schema'

/** `begins` is where the journal of this ticket does. */
export async function readOpening(ticket: Ticket, begins: number): Promise<Opening> {
  if (begins > 1) return (await firstTold(ticket)) ?? asNow(ticket, begins)
  const restricted = (await wasOpenedRestricted(ticket.id)) ?? ticket.restricted
  return { seq: 1, status: 'new', heldFrom: null, holdReason: null, assigneeId: null, restricted }
}

/** As its first entry was delivered. */
async function wasOpenedRestricted(ticketId: string): Promise<boolean | null> {
  const [first] = await db()
    .select({ restricted: sql<boolean | null>`(${entries.delivery}->'after'->>'restricted')::boolean` })
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), eq(entries.seq, 1)))
  return first?.restricted ?? null
}

/** By what was delivered with the first change. Not with one that was taken back: what was before it nobody knows. */
async function firstTold(ticket: Ticket): Promise<Opening | null> {
  const isUndone = sql`exists (select from ${entries} undoing where undoing.ticket_id = ${ticket.id}
    and undoing.body->>'code' = 'undone' and (undoing.body->'params'->>'seq')::integer = entries.seq)`
  const [first] = await db()
    .select({ seq: entries.seq, ticket: sql<Ticket>`${entries.delivery}->'ticket'` })
    .from(entries)
    .where(and(isOf(ticket), sql`jsonb_typeof(${entries.delivery}->'ticket') = 'object'`, sql`not ${isUndone}`))
    .orderBy(asc(entries.seq))
    .limit(1)
  return first ? after(first.seq, first.ticket) : null
}

/** Since its last change it is as it is now: since ever, where nothing is left but messages. What was erased tells no more. */
async function asNow(ticket: Ticket, begins: number): Promise<Opening> {
  const isChange = and(isOf(ticket), eq(entries.kind, 'event'))
  const [newest] = await db()
    .select({ seq: max(entries.seq) })
    .from(entries)
    .where(isChange)
  return after(newest?.seq ?? begins, ticket)
}

/** Nothing that came after this was read. */
const isOf = ({ id, lastSeq }: Ticket) => and(eq(entries.ticketId, id), lte(entries.seq, lastSeq))

const after = (seq: number, { status, hold, assigneeId, restricted }: Ticket): Opening => ({
  ...{ seq, status, assigneeId, restricted },
  ...{ heldFrom: hold?.from ?? null, holdReason: hold?.reason ?? null },
})
