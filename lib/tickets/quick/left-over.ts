/** What a line says beside what was understood of it, in its own words. Pure. Shared. */
import { BEFORE_PLACES, CONNECTORS, FILLERS, NEGATIONS, SMALL_WORDS } from './vocabulary'
import type { Word } from './words'

/**
 * The line without the words that are gone, and without the "in" or "for" before its place. Beside an item (whose own words
 * are given) it is a note, which drops what would say nothing there: "please", "extra".
 */
export function leftOver(
  line: string,
  words: readonly Word[],
  gone: readonly number[],
  placeAt: readonly number[],
  itemWords: ReadonlySet<string> | null,
): string {
  const cut = new Set(gone)
  for (const at of placeAt)
    for (let before = at - 1; BEFORE_PLACES.has(words[before]?.folded ?? '') && !words[before]?.isQuoted; before--)
      cut.add(before)
  const telling = words.map((_, at) => at).filter((at) => !cut.has(at) && says(words[at], itemWords))
  const last = telling.at(-1)
  let [first] = telling
  if (first === undefined || last === undefined) return ''
  while (BEFORE_PLACES.has(words[first - 1]?.folded ?? '') && !cut.has(first - 1)) first--
  if (itemWords) for (const at of words.keys()) if (at < first || at > last) cut.add(at)
  return tidy(without(line, words, cut))
}

function says(word: Word | undefined, itemWords: ReadonlySet<string> | null): boolean {
  if (!word || word.isQuoted) return word !== undefined
  // A small one in the item's name is never told as its word: "no hot water".
  if (itemWords && NEGATIONS.has(word.folded)) return !(itemWords.has(word.folded) && SMALL_WORDS.has(word.folded))
  if (SMALL_WORDS.has(word.folded) || CONNECTORS.has(word.folded) || /^!+$/.test(word.folded)) return false
  return itemWords === null || !FILLERS.has(word.folded)
}

function without(line: string, words: readonly Word[], cut: ReadonlySet<number>): string {
  let text = ''
  let from = 0
  for (const [at, word] of words.entries()) {
    if (!cut.has(at)) continue
    text += `${line.slice(from, word.from)} `
    from = word.to
  }
  return text + line.slice(from)
}

const tidy = (text: string): string =>
  text
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/([,.;:])(?:\s*[,.;:!])+/g, '$1')
    .replace(/^[\s,.;:!–—-]+|[\s,;:–—-]+$/g, '')
