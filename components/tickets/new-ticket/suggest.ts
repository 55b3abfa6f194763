/** Type-ahead: which places or items a few typed letters mean, the likeliest first. Pure. */
import { fold } from '@/lib/tickets/quick/words'
import { splitQuantity } from './draft'

export interface Candidate {
  id: string
  /** What it is called. */
  label: string
  /** A word beside it that tells two of a name apart. */
  hint: string
  /** Other words for it. */
  also: readonly string[]
}

const SHOWN = 6

export function suggest(query: string, candidates: readonly Candidate[], limit = SHOWN): Candidate[] {
  const wanted = fold(query.trim())
  if (wanted === '') return []
  return candidates
    .flatMap((candidate) => {
      const score = scoreOf(wanted, candidate)
      return score === null ? [] : [{ candidate, score }]
    })
    .sort((a, b) => a.score - b.score || compareLabels(a.candidate.label, b.candidate.label))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** The candidate that is called exactly this. */
export const exactly = (text: string, candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.find(({ label }) => fold(label) === fold(text.trim()))

/** Which items a text means; with how many of it, when it only makes sense as a number and a thing: "4 towels". */
export function itemsMeant(text: string, items: readonly Candidate[]): { found: Candidate[]; quantity?: string } {
  const found = suggest(text, items)
  const counted = found.length === 0 ? splitQuantity(text) : null
  return counted ? { found: suggest(counted.what, items), quantity: String(counted.quantity) } : { found }
}

/** Lower is likelier; null when it is not meant. */
function scoreOf(wanted: string, { label, also }: Candidate): number | null {
  const name = fold(label)
  if (name === wanted) return 0
  const others = also.map(fold)
  if (others.includes(wanted)) return 1
  if (name.startsWith(wanted)) return 2
  if (hasWord(name, wanted)) return 3
  if (others.some((other) => other.startsWith(wanted))) return 4
  if (others.some((other) => hasWord(other, wanted))) return 5
  const all = [name, ...others].join(' ')
  return wanted.includes(' ') && wanted.split(/\s+/).every((word) => hasWord(all, word)) ? 6 : null
}

const hasWord = (text: string, start: string) => text.startsWith(start) || text.includes(` ${start}`)

const compareLabels = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true })
