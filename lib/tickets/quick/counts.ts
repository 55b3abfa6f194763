/** How many: "4", "x4", "four", "4 Stück". Pure. Shared. */
import { COUNT_UNITS, NUMBER_WORDS, NUMBERED_THINGS, OTHER_UNITS } from './vocabulary'
import type { Word } from './words'

export interface Count {
  number: number
  at: number[]
}

/** What a word speaks of: what is counted; what else could be; nothing, as it is quoted; or a place or time. */
type Kind = 'own' | 'other' | 'text' | 'spoken'
type KindAt = (at: number) => Kind | null

export interface Counts {
  /** Words that can be nothing but a quantity. */
  explicitAt: number[]
  /** How many there are of its own; a number that merely stands there is one only of what is countable. */
  ownOf(kindAt: KindAt, isCountable: boolean): Count | null
}

const MOST = 999

export function findCounts(words: readonly Word[], taken: ReadonlySet<number>): Counts {
  const wordAt = (at: number) => (words[at]?.isQuoted || taken.has(at) ? '' : (words[at]?.folded ?? ''))
  const explicit: Count[] = []
  const bare: Count[] = []
  for (let at = 0; at < words.length; at++) {
    const found = explicitAt(wordAt, at)
    if (found) {
      explicit.push(found)
      at = Math.max(at, ...found.at)
      continue
    }
    const number = numberIn(wordAt(at))
    const isOther = OTHER_UNITS.has(wordAt(at + 1)) || NUMBERED_THINGS.has(wordAt(at - 1))
    if (number !== null && !isOther) bare.push({ number, at: [at] })
  }
  return {
    explicitAt: explicit.flatMap(({ at }) => at),
    ownOf: (kindAt, isCountable) => {
      const free = [...explicit, ...(isCountable ? bare : [])].filter(({ at: [from = 0] }) => kindAt(from) !== 'spoken')
      const { own, others } = shared(free, words, kindAt)
      const rest = free.filter((count) => !others.has(count))
      const near = [...words.keys()].filter((at) => kindAt(at) === 'own')
      const said = rest.filter((count) => explicit.includes(count))
      return nearest(said, near) ?? own ?? nearest(rest, near)
    },
  }
}

function nearest(counts: readonly Count[], near: readonly number[]): Count | null {
  const apart = ({ at: [one = 0] }: Count) => Math.min(...near.map((other) => Math.abs(other - one)))
  return counts.length === 0 ? null : counts.reduce((a, b) => (apart(b) < apart(a) ? b : a))
}

/** Who has which of the counts: each thing, from the left, the one before it, or else the one behind it. Quoted words keep one
 *  from the next thing only while that has another: `"pillows" 2 blankets 3`. */
function shared(free: readonly Count[], words: readonly Word[], kindAt: KindAt) {
  const left = new Set(free)
  const others = new Set<Count>()
  let own: Count | null = null
  for (const { kind, first, last } of thingsIn(words, kindAt)) {
    const isBefore = ({ at }: Count) => at.at(-1) === first - 1 && !words[first]?.isSetOff
    const isBehind = ({ at: [from = 0, to = from] }: Count) =>
      from === last + 1 && (!words[from]?.isSetOff || words[to + 1]?.isSetOff !== false)
    const its = [...left].find(isBefore) ?? [...left].find(isBehind)
    if (!its) continue
    left.delete(its)
    if (kind === 'own') own ??= its
    if (kind === 'other') others.add(its)
  }
  return { own, others }
}

/** Words that stand together are one thing, its own if one of them is. */
function thingsIn(words: readonly Word[], kindAt: KindAt) {
  const things: { kind: Kind; first: number; last: number }[] = []
  for (const at of words.keys()) {
    const kind = kindAt(at)
    const thing = things.at(-1)
    if (kind === null || kind === 'spoken') continue
    const isMore = thing?.last === at - 1 && !words[at]?.isSetOff && (thing.kind === 'text') === (kind === 'text')
    if (!thing || !isMore) things.push({ kind, first: at, last: at })
    else {
      thing.last = at
      if (kind === 'own') thing.kind = kind
    }
  }
  return things
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
