/** Holds a stretch of a ticket's journal against its digests, and names what is wrong with it. Pure. */
import 'server-only'
import type { entries } from '@/db/schema'
import { BEGINNING, digestOf, isBodyWhole, isDeliveryWhole } from './digest'

type Row = typeof entries.$inferSelect

/** A row as a thread is read: the delivery is asked for by whoever verifies everything. */
export type ChainedRow = Omit<Row, 'delivery' | 'deliverySalt'> & Partial<Pick<Row, 'delivery' | 'deliverySalt'>>

/** `changed`: the row is not what was written. `missing`: there is none. `doubled`: there are two. `unsealed`: its digest is
 *  gone. `surplus`: the ticket knows of no such entry. `head`: the ticket's own digest or counters are not its last entry's. */
export type Damage = 'changed' | 'missing' | 'doubled' | 'unsealed' | 'surplus' | 'head'

export interface Fault {
  ticketId: string
  seq: number
  damage: Damage
}

export interface Stretch {
  ticketId: string
  /** Both included. */
  from: number
  to: number
  /** The digest of the entry before `from`; null when it is not known, and then not looked at. */
  previous: Uint8Array | null
}

/** A part of a ticket's journal from where it can be held against its digests: `before` is the row before `from`, where there is
 *  one, and `start` where the journal begins, if its oldest months were dropped. */
export function stretchOf(
  { ticketId, from, to }: Omit<Stretch, 'previous'>,
  before: { digest: Uint8Array | null } | undefined,
  start: { seq: number; digest: Uint8Array } | null | undefined,
): Stretch {
  const first = Math.max(from, start?.seq ?? 1)
  const previous = first === 1 ? BEGINNING : (before?.digest ?? (start?.seq === first ? start.digest : null))
  return { ticketId, from: first, to, previous }
}

/** What of it is to be told. While none of the rows has a digest they are older than digests, and nothing can be said of them. */
export function faultsToTell(stretch: Stretch, rows: readonly ChainedRow[]): Fault[] {
  const faults = faultsOf(stretch, rows)
  return rows.every(({ digest }) => digest === null) ? faults.filter(({ damage }) => damage !== 'unsealed') : faults
}

/** What is wrong with the rows of a stretch, which come ascending by seq. Of a changed row only that row is named, though the
 *  ones after it stand on it. */
export function faultsOf({ ticketId, from, to, previous }: Stretch, rows: readonly ChainedRow[]): Fault[] {
  const faults: Fault[] = []
  const name = (seq: number, damage: Damage) => faults.push({ ticketId, seq, damage })
  let expected = from
  let before: readonly Uint8Array[] = previous ? [previous] : []
  for (const row of rows) {
    if (row.seq < expected) {
      name(row.seq, row.seq < from ? 'surplus' : 'doubled')
      continue
    }
    if (row.seq > to) {
      name(row.seq, 'surplus')
      continue
    }
    if (row.seq > expected) before = []
    for (; expected < row.seq; expected++) name(expected, 'missing')
    const { damage, digests } = look(row, before)
    if (damage) name(row.seq, damage)
    before = digests
    expected = row.seq + 1
  }
  for (; expected <= to; expected++) name(expected, 'missing')
  return faults
}

/** The digest that the next row may stand on: of a changed row it is not known which of the two it was written with. */
function look(row: ChainedRow, before: readonly Uint8Array[]): { damage?: Damage; digests: readonly Uint8Array[] } {
  const { bodyHash, deliveryHash, digest } = row
  if (!bodyHash || !deliveryHash || !digest) return { damage: 'unsealed', digests: digest ? [digest] : [] }
  const isWhole = isBodyWhole(row) && (row.delivery === undefined || isDeliveryWhole(withDelivery(row, row.delivery)))
  if (before.length === 0) return { ...(!isWhole && { damage: 'changed' }), digests: [digest] }
  const reckoned = before.map((previous) => digestOf(previous, row, { bodyHash, deliveryHash }))
  if (reckoned.some((one) => one.equals(digest))) return { ...(!isWhole && { damage: 'changed' }), digests: [digest] }
  return { damage: 'changed', digests: [digest, ...reckoned] }
}

const withDelivery = ({ deliverySalt = null, deliveryHash }: ChainedRow, delivery: Row['delivery']) => ({
  deliverySalt,
  deliveryHash,
  delivery,
})
