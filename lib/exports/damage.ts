/** Which entries of an export are not as they were written: held against their digests, as a page of a thread is. */
import 'server-only'
import { type ChainedRow, faultsToTell, stretchOf } from '@/lib/journal/chain'
import { noteFaults } from '@/lib/journal/damage'

interface Held {
  row: ChainedRow
  lastSeq: number
  /** Where its ticket's journal begins, if its oldest months were dropped. */
  start: { seq: number; digest: Buffer } | null
}

/** Entries of some tickets, with a seq above `after` and up to `upTo`, each ticket's ascending by seq; where there is one, the entry
 *  `after` itself comes first, for its digest. Answers which of them are damaged, as `nameOf` names them. */
export function damagedAmong({ after, upTo }: { after: number; upTo: number }, all: readonly Held[]): Set<string> {
  const ofTicket = new Map<string, Held[]>()
  for (const held of all) {
    const own = ofTicket.get(held.row.ticketId)
    if (own) own.push(held)
    else ofTicket.set(held.row.ticketId, [held])
  }
  const faults = [...ofTicket].flatMap(([ticketId, own]) => {
    const rows = own.map(({ row }) => row)
    const before = rows[0]?.seq === after ? rows.shift() : undefined
    const [{ lastSeq, start } = NOTHING] = own
    return faultsToTell(stretchOf({ ticketId, from: after + 1, to: Math.min(upTo, lastSeq) }, before, start), rows)
  })
  noteFaults(faults)
  return new Set(faults.map(nameOf))
}

const NOTHING: Pick<Held, 'lastSeq' | 'start'> = { lastSeq: 0, start: null }

export const nameOf = ({ ticketId, seq }: Pick<ChainedRow, 'ticketId' | 'seq'>): string => `${ticketId} ${seq}`
