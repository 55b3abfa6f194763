/** What is searched of a ticket, when there is less to find. Promise: what was removed or dropped is not found from the moment at which
 *  that commits. */
import 'server-only'
import { randomInt } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import type { Database, Transaction } from '@/db/client'
import { tickets, ticketTexts } from '@/db/schema'

/** Nothing of these tickets is found by words until their texts are made anew, whatever was being made of them meanwhile: what
 *  they say has become less. */
export async function emptyTexts(tx: Database | Transaction, ids: string[]): Promise<void> {
  // Another each time: whoever has read the journal before it knows by that.
  const blank = { seq: -randomInt(1, 2 ** 31), text: '', seqs: [], authors: [], marks: [] }
  const rows = await tx
    .select({ ticketId: tickets.id, number: tickets.number })
    .from(tickets)
    .where(inArray(tickets.id, ids))
  if (rows.length === 0) return
  await tx
    .insert(ticketTexts)
    .values(rows.map((row) => ({ ...row, ...blank })))
    .onConflictDoUpdate({ target: ticketTexts.ticketId, set: blank })
}

/** What a ticket's journal does not have any more is not found any more. */
export async function forgetBefore(tx: Transaction, ticketId: string, seq: number): Promise<void> {
  const isIt = eq(ticketTexts.ticketId, ticketId)
  const [kept] = await tx.select().from(ticketTexts).where(isIt).for('update')
  if (!kept) return
  const [own = '', ...lines] = kept.text.split('\n')
  const stays = <T>(_: T, index: number) => (kept.seqs[index] ?? 0) >= seq
  const text = [own, ...lines.filter(stays)].join('\n')
  await tx
    .update(ticketTexts)
    .set({ text, seqs: kept.seqs.filter(stays), authors: kept.authors.filter(stays) })
    .where(isIt)
}
