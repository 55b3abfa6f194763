/** Gives digests to what was written before there were any, a few tickets at a time. Until then such a ticket goes on without;
 *  from then on its chain is whole. Nothing is changed of what an entry says. */
import 'server-only'
import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, not, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { BEGINNING, seal } from './digest'

const TICKETS = 40

/** True when nothing is left that is nobody's at the moment. */
export const sealSome = (): Promise<boolean> =>
  db().transaction(async (tx) => {
    const locked = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(isNull(tickets.digest), gt(tickets.lastSeq, 0), not(exists(sealedRowOf(tx)))))
      .orderBy(asc(tickets.id))
      .limit(TICKETS)
      .for('no key update', { skipLocked: true })
    const ids = locked.map(({ id }) => id)
    if (ids.length > 0) await sealAll(tx, ids)
    return ids.length < TICKETS
  })

/** Whose digest is gone, but not those of its entries, has been damaged: sealing it anew would hide it. */
const sealedRowOf = (tx: Transaction) =>
  tx
    .select({ seq: entries.seq })
    .from(entries)
    .where(and(eq(entries.ticketId, tickets.id), isNotNull(entries.digest)))

/** The rows of these tickets must be locked. */
export async function sealAll(tx: Transaction, ticketIds: string[]): Promise<void> {
  const rows = await tx
    .select()
    .from(entries)
    .where(inArray(entries.ticketId, ticketIds))
    .orderBy(asc(entries.ticketId), asc(entries.seq))
  const heads = new Map<string, Buffer>()
  const sealed = rows.map((row) => {
    const { ticketId, seq } = row
    const { bodySalt, bodyHash, deliverySalt, deliveryHash, digest } = seal(heads.get(ticketId) ?? BEGINNING, row)
    heads.set(ticketId, digest)
    return [ticketId, seq, ...[bodySalt, bodyHash, deliverySalt, deliveryHash, digest].map(hex)]
  })
  await tx.execute(sql`
    update ${entries} set body_salt = decode(one->>2, 'hex'), body_hash = decode(one->>3, 'hex'),
      delivery_salt = decode(one->>4, 'hex'), delivery_hash = decode(one->>5, 'hex'), digest = decode(one->>6, 'hex')
    from jsonb_array_elements(${JSON.stringify(sealed)}::text::jsonb) as one
    where ${entries.ticketId} = (one->>0)::uuid and ${entries.seq} = (one->>1)::integer`)
  for (const [id, digest] of heads) await tx.update(tickets).set({ digest }).where(eq(tickets.id, id))
}

const hex = (bytes: Buffer) => bytes.toString('hex')
