/** Holds what is said to have been removed against the list of what was: nobody takes words away unnoticed by calling them removed. */
import 'server-only'
import { eq, inArray, or } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { type entries, erasures } from '@/db/schema'
import type { Fault } from './chain'

type Row = typeof entries.$inferSelect

/** Those rows of which the list knows nothing, as changed. */
export async function unlistedAmong(tx: Transaction, rows: readonly Row[]): Promise<Fault[]> {
  const emptied = rows.filter(({ body }) => body.removed || 'unquoted' in body)
  if (emptied.length === 0) return []
  const ticketIds = [...new Set(emptied.map(({ ticketId }) => ticketId))]
  const { kind, ticketId, entryId, personId } = erasures
  const listed = await tx
    .select({ kind, ticketId, entryId, personId })
    .from(erasures)
    .where(or(inArray(ticketId, ticketIds), eq(kind, 'person')))
  const all = new Set(listed.map((one) => `${one.kind} ${one.entryId ?? one.ticketId ?? one.personId}`))
  const isAnybody = listed.some((one) => one.kind === 'person')
  const isListed = ({ id, ticketId, authorId, body: { removed } }: Row) => {
    // Whom it quoted it no longer says: that somebody was erased, or something removed from the ticket, has to do.
    if (!removed) return isAnybody || listed.some((one) => one.kind === 'redacted' && one.ticketId === ticketId)
    const of = { redacted: id, person: authorId, stripped: ticketId, erased: ticketId }[removed.why]
    return all.has(`${removed.why} ${of}`)
  }
  return emptied
    .filter((row) => !isListed(row))
    .map((row) => ({ ticketId: row.ticketId, seq: row.seq, damage: 'changed' }))
}
