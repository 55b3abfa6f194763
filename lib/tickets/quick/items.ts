/** Which catalogue item a line asks for: by its names and keywords in any language, in any order, in the plural, misspelt, or
 *  as the end of a compound ("Duschabfluss"). Two that fit alike are to be asked, and so is one that only a part of its name
 *  speaks for while the line says more ("wet carpet"). Pure. Shared. */
import type { ItemIndex, Phrase } from './item-index'
import { CONNECTORS, NEGATIONS, ROOM_WORDS, SMALL_WORDS, WEAK_WORDS } from './vocabulary'
import { MISSPELT, SURE, type Word } from './words'

export interface ItemMatch {
  id: string
  /** Its words in the line. */
  at: number[]
  score: number
  /** Words that stand together as one name of it: "pool towels". */
  joined: number[]
  /** What speaks for it: a whole name of it; only a part of one, or one misspelt; only its beginning; or a short word that may as
   *  well be another one ("table" for "tabla"). */
  certainty: Certainty
}

type Certainty = 'whole' | 'part' | 'begun' | 'slip'

/** A word that may belong to an item, and what it is like: alone, and as one with the next ("mini bar"). */
interface Typed {
  at: number
  folded: string
  alone: ReadonlyMap<string, number>
  withNext: ReadonlyMap<string, number>
}

const NOTHING: ReadonlyMap<string, number> = new Map()

function typedOf(words: readonly Word[], free: readonly number[], { similar }: ItemIndex): Typed[] {
  return free.map((at) => {
    const folded = words[at]?.folded ?? ''
    const next = free.includes(at + 1) ? folded + (words[at + 1]?.folded ?? '') : ''
    return { at, folded, alone: similar(folded), withNext: next.length > 4 ? similar(next) : NOTHING }
  })
}

/** All items the free words may mean, the likeliest first. */
export function matchItems(words: readonly Word[], free: readonly number[], index: ItemIndex): ItemMatch[] {
  const typed = typedOf(words, free, index)
  const last = free.findLast((at) => /^\p{L}/u.test(words[at]?.folded ?? ''))
  const beginning = last === undefined ? null : onlyBeginning(words[last]?.folded ?? '', index)
  return index.items
    .flatMap(({ id, phrases }) => {
      const match = matchItem(id, phrases, words, typed, index)
      if (match) return [match]
      if (beginning !== id || last === undefined) return []
      return [{ id, at: [last], score: 0.7, joined: [], certainty: 'begun' as const }]
    })
    .sort((a, b) => b.score - a.score)
}

/** The one item that has a word beginning so. */
function onlyBeginning(start: string, { items }: ItemIndex): string | null {
  if (start.length < 3 || SMALL_WORDS.has(start) || isWeak(start)) return null
  const found = items.filter(({ phrases }) => phrases.some(({ words }) => words.some((word) => word.startsWith(start))))
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

function matchItem(
  id: string,
  phrases: readonly Phrase[],
  words: readonly Word[],
  typed: readonly Typed[],
  index: ItemIndex,
): ItemMatch | null {
  const weights = new Map<number, number>()
  const certainties = new Set<Certainty>()
  let joined: number[] = []
  let bonus = 0
  for (const phrase of phrases) {
    const found = matchPhrase(phrase, typed)
    const matched = found.filter((one) => one !== null)
    const isWhole = matched.length === found.length
    if (!isWhole && !found.some((one, at) => one && isTelling(phrase.words[at] ?? '', one.likeness, index))) continue
    for (const { at, likeness, word } of matched) {
      // "Not" alone speaks for nothing, but is to be asked about.
      const isSilent = !isWhole && NEGATIONS.has(word)
      const weight = isSilent ? 0 : likeness * (isWhole ? 1 : 0.6) * (1 + 0.3 / Math.max(1, index.spread(word)))
      for (const one of at) weights.set(one, Math.max(weights.get(one) ?? 0, weight / at.length))
    }
    certainties.add(isWhole ? certaintyOf(matched) : 'part')
    const together = [...new Set(matched.flatMap(({ at }) => at))].sort((a, b) => a - b)
    if (!isWhole || together.length < 2) continue
    bonus = Math.max(bonus, 0.3 * (together.length - 1))
    if (isUnbroken(words, together) && together.length > joined.length) joined = together
  }
  const score = [...weights.values()].reduce((sum, weight) => sum + weight, bonus)
  if (score < 0.5) return null
  const certainty = CERTAINTIES.find((one) => certainties.has(one)) ?? 'part'
  // Beside a whole name it belongs to what follows it: "lift stuck, not working".
  const isOwn = (weight: number, at: number) => weight > 0 || certainty !== 'whole' || weights.has(at + 1)
  const own = [...weights].flatMap(([at, weight]) => (isOwn(weight, at) ? [at] : []))
  return { id, at: own.sort((a, b) => a - b), score, joined, certainty }
}

/** The best first. */
const CERTAINTIES = ['whole', 'part', 'begun', 'slip'] as const

/** From so many letters on one slip leaves no other word. */
const LONG_WORD = 6

function certaintyOf(found: readonly NonNullable<Found>[]): Certainty {
  const [only, ...others] = found
  if (others.length > 0 || only?.likeness !== MISSPELT) return 'whole'
  return only.word.length < LONG_WORD ? 'slip' : 'part'
}

const isWeak = (word: string): boolean => WEAK_WORDS.has(word) || ROOM_WORDS.has(word) || NEGATIONS.has(word)

const isUnbroken = (words: readonly Word[], at: readonly number[]): boolean =>
  at.every((one, index) => index === 0 || (one === (at[index - 1] ?? 0) + 1 && words[one]?.isSetOff === false))

/** Whether a single word of a longer name is enough. */
const isTelling = (word: string, likeness: number, index: ItemIndex): boolean =>
  word.length >= 3 && likeness >= SURE && !isWeak(word) && index.spread(word) === 1

type Found = { at: number[]; likeness: number; word: string } | null

const COMPOUND = 0.75
const AS_ONE = 0.96

/** For each word of the phrase where it stands in the line. */
function matchPhrase({ words: phrase, isCompounding }: Phrase, typed: readonly Typed[]): Found[] {
  const whole = phrase.length > 1 ? phrase.join('') : null
  const single = whole === null ? undefined : typed.find(({ alone }) => (alone.get(whole) ?? 0) >= SURE)
  if (single) return phrase.map((word) => ({ at: [single.at], likeness: 1, word }))
  const used = new Set<number>()
  return phrase.map((word) => {
    let best: Found = null
    for (const { at, folded, alone, withNext } of typed) {
      if (used.has(at)) continue
      const isCompound = isCompounding && word.length >= 5 && folded.length >= word.length + 3 && folded.endsWith(word)
      const here =
        SMALL_WORDS.has(folded) && folded !== word ? 0 : Math.max(alone.get(word) ?? 0, isCompound ? COMPOUND : 0)
      if (here > (best?.likeness ?? 0)) best = { at: [at], likeness: here, word }
      if ((withNext.get(word) ?? 0) >= SURE && AS_ONE > (best?.likeness ?? 0))
        best = { at: [at, at + 1], likeness: AS_ONE, word }
    }
    for (const at of best?.at ?? []) used.add(at)
    return best
  })
}

const ALIKE = 0.93

export type ItemRead = { kind: 'none' } | { kind: 'known'; match: ItemMatch } | { kind: 'unsure'; matches: ItemMatch[] }

/** What the rest of the line leaves of an item: beside more words, one that only a part of its name speaks for is asked, and one
 *  that was begun, or may be another word altogether, is none; alone, only the last of these is asked. */
export function doubted(item: ItemRead, text: string): ItemRead {
  if (item.kind !== 'known' || item.match.certainty === 'whole') return item
  const { certainty } = item.match
  if (text === '' && certainty !== 'slip') return item
  return text === '' || certainty === 'part' ? { kind: 'unsure', matches: [item.match] } : { kind: 'none' }
}

/** One, several that fit alike, or none. Two in a row with "and" or a comma between are the first, and the rest of
 *  the line is its note. */
export function readItem(words: readonly Word[], matches: readonly ItemMatch[]): ItemRead {
  const [best] = matches
  if (!best) return { kind: 'none' }
  const rivals = matches.filter((match) => match.score >= best.score * ALIKE)
  if (rivals.length === 1) return { kind: 'known', match: best }
  const inOrder = [...rivals].sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0))
  const [first, second] = inOrder
  if (!first || !second) return { kind: 'known', match: best }
  const between = words.slice((first.at.at(-1) ?? 0) + 1, (second.at[0] ?? 0) + 1)
  const isListed = between.some(({ folded, isSetOff }) => CONNECTORS.has(folded) || isSetOff)
  return isListed ? { kind: 'known', match: first } : { kind: 'unsure', matches: rivals.slice(0, 4) }
}
