/** What everybody was shown and what is stored, against the ledger. Pure: the same judge is tried with forged evidence. */
import type { Role } from '@/lib/people/schema'
import { canSee } from '@/lib/tickets/policy'
import type { Audience } from '@/lib/tickets/schema'
import type { Line } from './book'

/** One row of the journal, as PostgreSQL has it. */
export interface Row {
  ticketId: string
  seq: number
  id: string
  kind: string
  authorId: string | null
  /** Of a message's text; empty otherwise. */
  digest: string
  /** The ticket's after it, where it changed the ticket. */
  status: string | null
  after: Audience
  accessVersion: number
}

/** What somebody might see from an access version on; null: nothing, they were signed out. */
export interface Rights {
  from: number
  viewer: { personId: string; role: Role; departmentIds: string[] } | null
}

/** What one screen was told. */
export interface Shown {
  who: string
  /** By version, ascending. */
  rights: Rights[]
  /** By ticket, how far it had been shown when the screen opened it, and what it showed from then on, in that order. */
  threads: Map<string, { from: number; entries: { seq: number; id: string }[]; mayEndEarly: boolean }>
  /** Everything that reached the device and names a ticket, `<ticketId>:<seq>`, whether the page showed it or not. */
  received: Set<string>
}

export interface Evidence {
  lines: Iterable<Line>
  journal: Row[]
  /** The ids of each thread as another store tells it: from which seq on, and where that is. */
  copies: { name: string; ticketId: string; entries: { seq: number; id: string }[]; isWhole: boolean }[]
  /** Every entry on the bus, `<ticketId>:<seq>`, in its order. */
  bus: string[]
  screens: Shown[]
}

export interface Verdict {
  lost: string[]
  twice: string[]
  invented: string[]
  disorder: string[]
  wrongEyes: string[]
}

export const NAMES = ['lost', 'twice', 'invented', 'disorder', 'wrongEyes'] as const

export function judge(evidence: Evidence): Verdict {
  const verdict: Verdict = { lost: [], twice: [], invented: [], disorder: [], wrongEyes: [] }
  const threads = threadsOf(evidence.journal)
  judgeJournal(evidence, threads, verdict)
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
  for (const screen of evidence.screens) judgeScreen(screen, threads, verdict)
  return verdict
}

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
function wasSo({ status, seq }: Line, rows: Row[]): boolean {
  if (!rows.some((row) => row.seq === seq)) return false
  const told = rows.filter((row) => row.status !== null && row.seq <= seq).at(-1)
  return status !== undefined && told?.status === status
}

/** A thread as it was shown from `first` on, against the journal. */
function compare(
  name: string,
  ticketId: string,
  rows: Row[],
  first: number,
  shown: { seq: number; id: string }[],
  verdict: Verdict,
  mayEndEarly: boolean,
): void {
  const seqs = new Set<number>()
  let before = first - 1
  for (const { seq, id } of shown) {
    const place = `${name}: ${ticketId}:${seq} ${id}`
    if (seqs.has(seq)) verdict.twice.push(place)
    else if (seq < before) verdict.disorder.push(`${place} after ${before}`)
    const row = rows[seq - 1]
    if (!row) verdict.invented.push(place)
    else if (row.id !== id) verdict.disorder.push(`${place}, in the journal ${row.id}`)
    seqs.add(seq)
    before = Math.max(before, seq)
  }
  const last = mayEndEarly ? before : rows.length
  for (let seq = first; seq <= last; seq++) if (!seqs.has(seq)) verdict.lost.push(`${name}: ${ticketId}:${seq}`)
}

function judgeScreen(screen: Shown, threads: Map<string, Row[]>, verdict: Verdict): void {
  for (const [ticketId, { from, entries, mayEndEarly }] of screen.threads)
    compare(screen.who, ticketId, threads.get(ticketId) ?? [], from + 1, entries, verdict, mayEndEarly)
  for (const place of screen.received) {
    const [ticketId = '', seq] = place.split(':')
    const rows = threads.get(ticketId) ?? []
    if (!mightHaveSeen(screen.rights, rows, Number(seq))) verdict.wrongEyes.push(`${screen.who}: ${place}`)
  }
}

/** Whether this person could, at any moment from this entry on, see its ticket: who gains sight may read what was before, and
 *  who has lost it may see nothing from the loss on. */
export function mightHaveSeen(rights: Rights[], rows: Row[], seq: number): boolean {
  return rows.some((row, index) => {
    if (row.seq < seq) return false
    const until = rows[index + 1]?.accessVersion ?? Number.POSITIVE_INFINITY
    return rights.some(({ from, viewer }, at) => {
      const ends = rights[at + 1]?.from ?? Number.POSITIVE_INFINITY
      return viewer !== null && from <= until && ends > row.accessVersion && canSee(viewer, row.after)
    })
  })
}
