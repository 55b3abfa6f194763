/** What is looked for in a text: every word, or part of one, in any order; what stands between quotation marks as it stands.
 *  Pure and shared: the server searches by it and the browser highlights by it. */
import { type Word, wordsIn } from './fold'

/** From so many letters on, a part of a word is enough; what is shorter is a whole word. */
export const PART_LENGTH = 3

/** As it stands in a folded line. A whole word has a blank before and behind it. */
export type Term = string

/** A phrase, as any keyboard of these languages quotes, or what stands outside. */
const PARTS = /["“”„‟«»]([^"“”„‟«»]*)["“”„‟«»]|[^"“”„‟«»]+/g

export function termsOf(query: string): Term[] {
  const terms = [...query.matchAll(PARTS)].flatMap(([outside, phrase]) =>
    phrase === undefined ? wordsIn(outside).map(termOf) : phraseOf(wordsIn(phrase)),
  )
  return [...new Set(terms)]
}

const termOf = ({ folded }: Word): Term => (folded.length < PART_LENGTH ? ` ${folded} ` : folded)

const phraseOf = (words: Word[]): Term[] =>
  words.length === 0 ? [] : [` ${words.map(({ folded }) => folded).join(' ')} `]

export interface Range {
  from: number
  to: number
}

/** What of this text to highlight, in UTF-16 units, in order and apart. */
export function rangesIn(text: string, terms: readonly Term[]): Range[] {
  const words = wordsIn(text)
  const ranges = terms.flatMap((term) => rangesOf(text, words, term))
  ranges.sort((a, b) => a.from - b.from || b.to - a.to)
  const apart: Range[] = []
  for (const range of ranges) {
    const last = apart.at(-1)
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to)
    else apart.push(range)
  }
  return apart
}

function rangesOf(text: string, words: readonly Word[], term: Term): Range[] {
  const whole = term.trim().split(' ')
  if (term.startsWith(' '))
    return words.flatMap((first, at) => {
      const last = words[at + whole.length - 1]
      const isIt = whole.every((word, index) => words[at + index]?.folded === word)
      return last && isIt ? [{ from: first.from, to: last.to }] : []
    })
  return words.flatMap((word) => partOf(text, word, term))
}

/** The part of the word that was typed; the whole word where folding has moved its letters. */
function partOf(text: string, { from, to, folded, other }: Word, term: Term): Range[] {
  const at = folded.indexOf(term)
  if (at < 0) return other?.includes(term) ? [{ from, to }] : []
  const isPlain = folded.length === to - from && text.slice(from, to).normalize('NFC').length === to - from
  return [isPlain ? { from: from + at, to: from + at + term.length } : { from, to }]
}
