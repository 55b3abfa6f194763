/** The answers to what a line leaves open, each as the line that says it: what is chosen stands in the text, where it can be
 *  seen and changed. Pure. Shared. */
import type { ItemRead } from './items'
import { writtenName } from './place-index'
import type { PlaceRead } from './places'
import type { QuickIndex, Reading } from './quick-entry'
import { NEGATIONS } from './vocabulary'
import type { Word } from './words'

export type Answer =
  | { kind: 'place'; id: string; line: string }
  | { kind: 'item'; id: string; line: string }
  /** The number is how many; the words are no place at all; they are no item, and stay as they were written. */
  | { kind: 'count'; said: string; line: string }
  | { kind: 'text'; said: string; line: string }
  | { kind: 'words'; said: string; line: string }

export type Question = { about: 'place'; why: 'unknown' | 'several'; said: string } | { about: 'item' }

/** What must be answered first; null when nothing is left open. */
export function questionOf({ place, item }: Reading): Question | null {
  if (place.kind === 'unsure') return { about: 'place', why: place.why, said: place.said }
  return item.kind === 'unsure' ? { about: 'item' } : null
}

/** `nameOf`: an item by its name in the language that the line is to go on in. */
export function answersOf(
  line: string,
  reading: Reading,
  index: QuickIndex,
  nameOf: (itemId: string) => string,
): Answer[] {
  const { place, item, words } = reading
  const change: Rewriting = (changes) => `${rewrite(line, words, new Map(changes)).trim()} `
  if (place.kind === 'unsure') return answersAboutPlace(place, reading, index, change)
  return item.kind === 'unsure' ? answersAboutItem(item, reading, nameOf, change) : []
}

/** The line with other texts in the place of some of its words. */
type Rewriting = (changes: Iterable<readonly [at: number, text: string]>) => string

type Unsure<Read> = Extract<Read, { kind: 'unsure' }>

const quote = (words: readonly Word[], at: readonly number[]) =>
  at.map((one) => [one, `"${words[one]?.text}"`] as const)
const say = (words: readonly Word[], at: readonly number[]) => at.map((one) => words[one]?.text).join(' ')

/** One text in the place of several words. */
const instead = ([first = 0, ...rest]: readonly number[], text: string) => [
  [first, text] as const,
  ...rest.map((one) => [one, ''] as const),
]

function answersAboutPlace(
  { options, at, countAt }: Unsure<PlaceRead>,
  { words, quantity }: Reading,
  { places }: QuickIndex,
  change: Rewriting,
): Answer[] {
  const quoted = quote(words, at)
  const choices = options.map(
    (option): Answer => ({
      ...{ kind: 'place', id: option.id },
      line: change([...quoted, ...instead(option.at, writtenName(option.id, places))]),
    }),
  )
  if (countAt !== null && quantity === null) {
    const said = `${words[countAt]?.text}`
    choices.push({ kind: 'count', said, line: change([[countAt, `×${said}`]]) })
  }
  return [...choices, { kind: 'text', said: say(words, at), line: change(quoted) }]
}

/** What says where it is stays there, whatever else it may say. */
function answersAboutItem(
  { matches }: Unsure<ItemRead>,
  { words, place }: Reading,
  nameOf: (itemId: string) => string,
  change: Rewriting,
): Answer[] {
  const placeAt = place.kind === 'known' ? place.at : []
  const beside = (at: readonly number[]) => at.filter((one) => !placeAt.includes(one))
  const all = [...new Set(beside(matches.flatMap(({ at }) => at)))].sort((a, b) => a - b)
  const choices = matches.map(({ id, at, certainty }): Answer => {
    const others = all.filter((one) => !at.includes(one))
    // What was not wholly named is, from now on.
    const own = certainty === 'whole' ? [] : named(nameOf(id), at, beside(at), placeAt, words)
    return { kind: 'item', id, line: change([...quote(words, others), ...own]) }
  })
  return [...choices, { kind: 'words', said: say(words, all), line: change(quote(words, all)) }]
}

/** The name instead of its words; before the place, where that is one of them: "Lift stuck lift 1 not working". */
function named(
  name: string,
  at: readonly number[],
  beside: readonly number[],
  [placeFrom = 0]: readonly number[],
  words: readonly Word[],
) {
  const gone = beside.filter((one) => !NEGATIONS.has(words[one]?.folded ?? ''))
  if (beside.length === at.length) return instead(gone, name)
  return [[placeFrom, `${name} ${words[placeFrom]?.text}`] as const, ...gone.map((one) => [one, ''] as const)]
}

function rewrite(line: string, words: readonly Word[], changes: ReadonlyMap<number, string>): string {
  let text = ''
  let from = 0
  for (const [at, word] of words.entries()) {
    const changed = changes.get(at)
    if (changed === undefined) continue
    text += line.slice(from, word.from) + changed
    from = word.to
  }
  return (text + line.slice(from)).replace(/\s+/g, ' ')
}
