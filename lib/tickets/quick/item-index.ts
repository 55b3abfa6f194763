/** What the catalogue's items are called, in every language, and which of those words a typed one is like. Pure. Shared. */
import type { CatalogueItem } from '@/lib/catalogue/schema'
import { NEGATIONS, OWN_WORDS, SMALL_WORDS } from './vocabulary'
import { likeness, SURE, wordsOf } from './words'

export interface Phrase {
  words: string[]
  /** German ends a compound with what it is. */
  isCompounding: boolean
}

export interface ItemIndex {
  byId: ReadonlyMap<string, CatalogueItem>
  items: readonly { id: string; phrases: Phrase[] }[]
  /** Of how many items a word speaks. */
  spread: (word: string) => number
  /** The names' words that a typed word is like, and how much. */
  similar: (typed: string) => ReadonlyMap<string, number>
  /** All words of its names and keywords, the small ones too. */
  ownWords: (id: string) => ReadonlySet<string>
}

const SPLIT = /\s+(?:and|or|und|oder|y|o|e|ou|et|i|lub)\s+|\s*\/\s+/i

export function indexItems(catalogue: readonly CatalogueItem[]): ItemIndex {
  const items = catalogue.map(({ id, names, keywords }) => {
    const phrases = Object.entries(names).flatMap(([language, name]) =>
      name.split(SPLIT).map((part) => ({ words: telling(part), isCompounding: language === 'de' })),
    )
    const others = keywords.map((keyword) => ({ words: telling(keyword), isCompounding: true }))
    return { id, phrases: [...phrases, ...others].filter(({ words }) => words.length > 0) }
  })
  const all = [...new Set(items.flatMap(({ phrases }) => phrases.flatMap(({ words }) => [...words, words.join('')])))]
  const similar = remembered((typed: string) => {
    const least = OWN_WORDS.has(typed) ? SURE : 0
    const like = all.map((word) => [word, likeness(typed, word)] as const)
    // "Note" is no "not".
    const isNegation = NEGATIONS.has(typed)
    return new Map(like.filter(([word, how]) => how > least && NEGATIONS.has(word) === isNegation))
  })
  const spread = remembered((word: string) => {
    const same = [...similar(word)].filter(([, how]) => how >= SURE).map(([other]) => other)
    return items.filter(({ phrases }) => phrases.some(({ words }) => words.some((other) => same.includes(other))))
      .length
  })
  const byId = new Map(catalogue.map((item) => [item.id, item]))
  const ownWords = (id: string) =>
    new Set(
      [...Object.values(byId.get(id)?.names ?? {}), ...(byId.get(id)?.keywords ?? [])].flatMap((name) =>
        wordsOf(name).map(({ folded }) => folded),
      ),
    )
  return { byId, items, spread, similar, ownWords }
}

/** As many words as somebody types in a long while. */
const REMEMBERED = 2_000

/** A line is read anew with each key, and most of its words are the same. */
function remembered<T>(work: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    if (known.size >= REMEMBERED) known.clear()
    const found = work(word)
    known.set(word, found)
    return found
  }
}

function telling(phrase: string): string[] {
  const words = wordsOf(phrase).map(({ folded }) => folded)
  const kept = words.filter((word) => !SMALL_WORDS.has(word))
  return kept.length > 0 ? kept : words
}
