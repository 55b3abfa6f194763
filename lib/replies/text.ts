/** A quick reply as text: its placeholders, filling them in, and telling from a text what they were filled with. Pure and
 *  shared. */
import type { Names } from '@/lib/names'

/** What stands in a reply between braces and is filled in when it is used. */
export const PLACEHOLDERS = ['guest', 'room', 'minutes', 'time', 'name', 'number'] as const

/** What a form asks for; a reply may be in others too. */
export const REPLY_LANGUAGES = ['en', 'es', 'de', 'fr'] as const

export const LANGUAGES_MAX = 12
export const REPLY_MAX = 500
export const SHORTCUT_MAX = 24

const PLACEHOLDER = /\{([a-z]+)\}/g
/** What fills a placeholder is a word or a few, on one line. */
const FILLING_MAX = 80
const FILLS = /[^\n{}]/u

export type Fillings = Readonly<Record<string, string>>

/** Their names in the order of the alphabet; one that stands twice is named twice. */
export const placeholdersIn = (template: string): string[] =>
  [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').sort()

/** With what is known filled in; the rest stays to be filled in by hand. */
export const worded = (template: string, fillings: Fillings): string =>
  template.replace(PLACEHOLDER, (whole, name: string) => fillings[name] ?? whole)

/** The first placeholder that is still to be filled in: where it begins and ends. */
export function gapIn(text: string): { from: number; to: number } | null {
  const [match] = text.matchAll(PLACEHOLDER)
  return match ? { from: match.index, to: match.index + match[0].length } : null
}

/** The text in every language of the reply, when it is the reply in one of them with its placeholders filled in; null when it
 *  says anything else. */
export function inEveryLanguage(texts: Names, text: string): Names | null {
  for (const template of Object.values(texts)) {
    const fillings = fillingsOf(template, text)
    if (!fillings) continue
    return Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, worded(words, fillings)]))
  }
  return null
}

function fillingsOf(template: string, text: string): Fillings | null {
  const parts = template.split(PLACEHOLDER)
  const [first = '', ...words] = parts.filter((_, index) => index % 2 === 0)
  const names = parts.filter((_, index) => index % 2 === 1)
  if (!text.startsWith(first)) return null
  const filled = fillingBetween(words, text, first.length)
  return filled && Object.fromEntries(names.map((name, index) => [name, filled[index] ?? '']))
}

/** What stands in `text` from `start` on before each of these words, each as short as can be, when nothing comes after the last;
 *  else null. Not as a regular expression: that one tries every way to share out a text which fits none, for hours. What led
 *  nowhere once is not tried again. */
function fillingBetween(words: readonly string[], text: string, start: number): string[] | null {
  const hopeless = new Set<number>()
  const fill = (at: number, from: number): string[] | null => {
    const next = words[at]
    if (next === undefined) return from === text.length ? [] : null
    const place = at * (text.length + 1) + from
    if (hopeless.has(place)) return null
    let to = from
    // A letter is a code point: one or two units.
    for (const letter of [...text.slice(from, from + 2 * FILLING_MAX)].slice(0, FILLING_MAX)) {
      if (!FILLS.test(letter)) break
      to += letter.length
      const rest = text.startsWith(next, to) ? fill(at + 1, to + next.length) : null
      if (rest) return [text.slice(from, to), ...rest]
    }
    hopeless.add(place)
    return null
  }
  return fill(0, start)
}
