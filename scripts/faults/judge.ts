/** What everybody was shown and what is stored, against the ledger. Pure: the same judge is tried with forged evidence. */
import type { Damage } from '@/lib/journal/chain'
import type { Line } from './book'
import { judgeEyes } from './sight'
import {
  type Board,
  type Evidence,
  innocent,
  type Rights,
  type Row,
  type Said,
  type Shown,
  type Verdict,
} from './testimony'

export function judge(evidence: Evidence): Verdict {
  const verdict = innocent()
  const threads = threadsOf(evidence.journal)
  judgeJournal(evidence, threads, verdict)
  for (const { ticketId, seq, damage } of evidence.damaged)
    verdict[FOUND[damage]].push(`digests: ${ticketId}:${seq} ${damage}`)
  for (const copy of evidence.copies) {
    const rows = threads.get(copy.ticketId) ?? []
    const first = copy.isWhole ? 1 : (copy.entries[0]?.seq ?? rows.length)
    compare(copy.name, copy.ticketId, rows, first, copy.entries, verdict, false)
  }
  // An older Redis may hold an entry less, and is sent it again: once only.
  const seen = new Set<string>()
  for (const place of evidence.bus) {
    if (seen.has(place)) verdict.twice.push(`bus: ${place}`)
    seen.add(place)
  }
  // All screens of one person share their rights, and what they may see.
  const known = new Map<Rights[], Map<string, boolean>>()
  for (const screen of evidence.screens) {
    const seen = known.get(screen.rights) ?? new Map<string, boolean>()
    known.set(screen.rights, seen)
    judgeScreen(screen, threads, seen, verdict)
  }
  for (const board of evidence.boards) judgeBoard(board, verdict)
  return verdict
}

/** What a broken digest comes to. */
const FOUND = {
  missing: 'lost',
  doubled: 'twice',
  changed: 'invented',
  surplus: 'invented',
  unsealed: 'invented',
  head: 'disorder',
} as const satisfies Record<Damage, keyof Verdict>

function threadsOf(journal: Row[]): Map<string, Row[]> {
  const threads = new Map<string, Row[]>()
  for (const row of journal) threads.set(row.ticketId, [...(threads.get(row.ticketId) ?? []), row])
  for (const rows of threads.values()) rows.sort((a, b) => a.seq - b.seq)
  return threads
}

function judgeJournal({ lines }: Evidence, threads: Map<string, Row[]>, verdict: Verdict): void {
  const lineOf = new Map([...lines].map((line) => [line.id, line]))
  const found = new Set<string>()
  const ours = new Set([...lineOf.values()].map(({ ticketId }) => ticketId))
  for (const [ticketId, rows] of threads) {
    // What the hotel came with, nobody here has sent.
    if (!ours.has(ticketId)) continue
    for (const [index, row] of rows.entries()) {
      const name = `journal: ${ticketId}:${row.seq} ${row.id}`
      if (row.seq !== index + 1) verdict.disorder.push(`${name} stands at ${index + 1}`)
      if (found.has(row.id)) verdict.twice.push(name)
      found.add(row.id)
      const line = lineOf.get(row.id)
      // The clock writes by itself.
      if (!line && row.authorId === null) continue
      if (!line) verdict.invented.push(`${name}: nobody sent it`)
      else if (line.outcome === 'refused') verdict.invented.push(`${name}: it was refused`)
      else if (line.ticketId !== ticketId || line.personId !== row.authorId || line.digest !== row.digest)
        verdict.invented.push(`${name}: not as it was sent`)
      else if (line.outcome === 'ok' && line.seq > 0 && line.seq !== row.seq)
        verdict.disorder.push(`${name}: acknowledged as ${line.seq}`)
    }
  }
  for (const line of lineOf.values())
    if (line.outcome === 'ok' && !found.has(line.id) && !wasSo(line, threads.get(line.ticketId) ?? []))
      verdict.lost.push(`journal: ${line.op} ${line.ticketId}:${line.seq} ${line.id}`)
}

/** What is so already is acknowledged without an entry, as of the newest one: then the journal still has that one, and tells
 *  the same of that moment. */
function wasSo({ state, seq }: Line, rows: Row[]): boolean {
  if (!rows.some((row) => row.seq === seq)) return false
  const told = rows.filter((row) => row.state !== null && row.seq <= seq).at(-1)
  return state !== undefined && told?.state === state
}

/** A thread as it was shown from `first` on, against the journal. */
function compare(
  name: string,
  ticketId: string,
  rows: Row[],
  first: number,
  shown: Said[],
  verdict: Verdict,
  mayEndEarly: boolean,
): void {
  const seqs = new Set<number>()
  let before = first - 1
  for (const { seq, id, digest } of shown) {
    const place = `${name}: ${ticketId}:${seq} ${id}`
    if (seqs.has(seq)) verdict.twice.push(place)
    else if (seq < before) verdict.disorder.push(`${place} after ${before}`)
    const row = rows[seq - 1]
    if (!row) verdict.invented.push(place)
    else if (row.id !== id) verdict.disorder.push(`${place}, in the journal ${row.id}`)
    else if (row.digest !== digest) verdict.invented.push(`${place}: not as it was sent`)
    seqs.add(seq)
    before = Math.max(before, seq)
  }
  const last = mayEndEarly ? before : rows.length
  for (let seq = first; seq <= last; seq++) if (!seqs.has(seq)) verdict.lost.push(`${name}: ${ticketId}:${seq}`)
}

function judgeScreen(screen: Shown, threads: Map<string, Row[]>, seen: Map<string, boolean>, verdict: Verdict): void {
  for (const [ticketId, { from, entries, mayEndEarly }] of screen.threads)
    compare(screen.who, ticketId, threads.get(ticketId) ?? [], from + 1, entries, verdict, mayEndEarly)
  judgeEyes(screen, threads, seen, verdict)
}

function judgeBoard({ who, shown, fresh }: Board, verdict: Verdict): void {
  for (const ticketId of new Set([...shown.keys(), ...fresh.keys()])) {
    const [ours, theirs] = [shown.get(ticketId) ?? 'not there', fresh.get(ticketId) ?? 'not there']
    if (ours === theirs) continue
    const at = Math.max(0, [...ours].findIndex((letter, index) => letter !== theirs[index]) - 40)
    verdict.stale.push(`${who}: ${ticketId} is …${ours.slice(at, at + 80)}, fresh …${theirs.slice(at, at + 80)}`)
  }
}
