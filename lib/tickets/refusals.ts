/** The refusals of a change, in words that name who and when, each with the ticket as it is now. Only for somebody who may
 *  see it. */
import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { entries } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { nameOf } from '@/lib/people/lookup'
import { toTicket } from './dto'
import type { FoundTicket } from './visible'

const conflict = (ticket: FoundTicket, code: string, params: Record<string, string | number>) =>
  new AppError('conflict', { code, params }, { current: toTicket(ticket, ticket) })

export const notYours = () => new AppError('forbidden', 'not_yours')

/** "Ali finished this at 14:10": the state has moved on. The name is empty when the clock did it. */
export async function stale(tx: Transaction, ticket: FoundTicket): Promise<AppError> {
  const name = await nameOf(tx, ticket.stateChangedById)
  return conflict(ticket, 'stale', { name, status: ticket.status, at: ticket.stateChangedAt.toISOString() })
}

/** "Ali changed this at 14:10": not the ticket that the editor saw. */
export async function staleEdit(tx: Transaction, ticket: FoundTicket): Promise<AppError> {
  const [last] = await tx
    .select({ authorId: entries.authorId, at: entries.at })
    .from(entries)
    .where(and(eq(entries.ticketId, ticket.id), eq(entries.kind, 'event')))
    .orderBy(desc(entries.seq))
    .limit(1)
  const name = await nameOf(tx, last?.authorId ?? null)
  return conflict(ticket, 'stale_edit', { name, at: (last?.at ?? ticket.stateChangedAt).toISOString() })
}

/** "Ali changed this at 14:10": it can no longer be as if nothing had been. The name is empty when the clock did it. */
export async function actedSince(
  tx: Transaction,
  ticket: FoundTicket,
  last: { authorId: string | null; at: Date },
): Promise<AppError> {
  return conflict(ticket, 'acted_since', { name: await nameOf(tx, last.authorId), at: last.at.toISOString() })
}

export const tooLateToUndo = (ticket: FoundTicket) => conflict(ticket, 'too_late_to_undo', {})

export const wrongState = (ticket: FoundTicket) => conflict(ticket, 'wrong_state', { status: ticket.status })

/** Somebody has moved it elsewhere. */
export const notHereAnyMore = (ticket: FoundTicket) => conflict(ticket, 'not_here_any_more', {})

export const acceptedByOther = async (tx: Transaction, ticket: FoundTicket) =>
  conflict(ticket, 'accepted_by_other', { name: await nameOf(tx, ticket.assigneeId) })

/** Names whom it should have been taken from. */
export const notAssigneeAnyMore = async (tx: Transaction, ticket: FoundTicket, from: string) =>
  conflict(ticket, 'not_assignee_any_more', { name: await nameOf(tx, from) })
