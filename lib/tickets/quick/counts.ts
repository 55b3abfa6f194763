/** How many: "4", "x4", "four", "4 Stück". Pure. Shared. */
import { COUNT_UNITS, NUMBER_WORDS, NUMBERED_THINGS, OTHER_UNITS } from './vocabulary'
import type { Word } from './words'

export interface Count {
  number: number
  at: number[]
}

export interface Counts {
  /** Said as a quantity, so that it can be nothing else. */
  explicit: Count | null
  /** The number closest to these words, among those that are not spoken for. */
  nearest(near: readonly number[], spoken: ReadonlySet<number>): Count | null
}

const MOST = 999

export function findCounts(words: readonly Word[], taken: ReadonlySet<number>): Counts {
  const wordAt = (at: number) => (words[at]?.isQuoted || taken.has(at) ? '' : (words[at]?.folded ?? ''))
  let explicit: Count | null = null
  const bare: Count[] = []
  for (let at = 0; at < words.length; at++) {
    const found = explicitAt(wordAt, at)
    if (found) {
      explicit ??= found
      at = Math.max(at, ...found.at)
      continue
    }
    const number = numberIn(wordAt(at))
    const isOther = OTHER_UNITS.has(wordAt(at + 1)) || NUMBERED_THINGS.has(wordAt(at - 1))
    if (number !== null && !isOther) bare.push({ number, at: [at] })
  }
  return {
    explicit,
    nearest: (near, spoken) => {
      const free = bare.filter(({ at }) => at.every((one) => !spoken.has(one)))
      const apart = ({ at: [one = 0] }: Count) => Math.min(...near.map((other) => Math.abs(other - one)))
      return free.length === 0 ? null : free.reduce((a, b) => (apart(b) < apart(a) ? b : a))
    },
  }
}

function explicitAt(wordAt: (at: number) => string, at: number): Count | null {
  const [, after, before] = /^[x×](\d{1,3})$|^(\d{1,3})[x×]$/.exec(wordAt(at)) ?? []
  const joined = inRange(after ?? before)
  if (joined !== null) return { number: joined, at: [at] }
  if (/^[x×]$/.test(wordAt(at)) && /^\d{1,3}$/.test(wordAt(at + 1))) {
    const number = inRange(wordAt(at + 1))
    return number === null ? null : { number, at: [at, at + 1] }
  }
  if (!isCounted(wordAt, at)) return null
  const number = numberIn(wordAt(at))
  return number === null ? null : { number, at: [at, at + 1] }
}

/** "4 x", but not the 118 of "118 x 4". */
export const isCounted = (wordAt: (at: number) => string, at: number): boolean =>
  COUNT_UNITS.has(wordAt(at + 1)) && !(/^[x×]$/.test(wordAt(at + 1)) && /^\d/.test(wordAt(at + 2)))

const numberIn = (word: string): number | null => inRange(word) ?? NUMBER_WORDS[word] ?? null

function inRange(digits: string | undefined): number | null {
  const number = /^[1-9]\d{0,2}$/.test(digits ?? '') ? Number(digits) : 0
  return number >= 1 && number <= MOST ? number : null
}
