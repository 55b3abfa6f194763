/** What the word under way may become, as the whole line. Pure. */
import type { Candidate } from '@/components/tickets/new-ticket/suggest'
import { suggest } from '@/components/tickets/new-ticket/suggest'
import type { Reading } from '@/lib/tickets/quick/quick-entry'
import { NEGATIONS, ROOM_WORDS, SMALL_WORDS, WEAK_WORDS } from '@/lib/tickets/quick/vocabulary'
import { fold, type Word } from '@/lib/tickets/quick/words'

export interface Completion extends Candidate {
  line: string
}

const SHOWN = 6
/** An item's name may be three words long before it is done. */
const LONGEST = 3

const EMPTY = [SMALL_WORDS, WEAK_WORDS, NEGATIONS, ROOM_WORDS]

/** Whether a word says by itself what is wanted. */
const says = ({ folded }: Word): boolean => !/^\d+$/.test(folded) && !EMPTY.some((words) => words.has(folded))

/** Places and items that begin with the last words; none once a space follows them, or what they name is known already. */
export function completionsOf(
  line: string,
  { words, place, item }: Reading,
  candidates: { places: Candidate[]; items: Candidate[] },
): Completion[] {
  const last = words.at(-1)
  if (!last || last.isQuoted || last.to !== line.length) return []
  const lastAt = words.length - 1
  // One that must be asked for is asked, not written twice.
  const hasPlace = place.kind !== 'none' && !place.at.includes(lastAt)
  const hasItem = item.kind === 'known' && !item.match.at.includes(lastAt)
  for (let length = Math.min(LONGEST, words.length); length > 0; length--) {
    const first = words.length - length
    const from = words[first]?.from ?? 0
    const typed = line.slice(from)
    // "Phone not working" is not what else does not work.
    const isTold = words.slice(0, first).some((word, at) => says(word) && !('at' in place && place.at.includes(at)))
    if (isTold && !words.slice(first).some(says)) continue
    const places = hasPlace ? [] : suggest(typed, candidates.places, SHOWN)
    const items = hasItem || fold(typed).length < 2 ? [] : suggest(typed, candidates.items, SHOWN)
    const found = [...places, ...items].slice(0, SHOWN)
    if (found.length === 0) continue
    if (found.some(({ label }) => fold(label) === fold(typed))) return []
    return found.map((candidate) => ({ ...candidate, line: `${line.slice(0, from)}${candidate.label} ` }))
  }
  return []
}
