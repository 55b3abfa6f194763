/** A quick reply as text: its placeholders, filling them in, and telling from a text what they were filled with. Pure and
 *  shared. */
import type { Names } from '@/lib/names'

/** What stands in a reply between braces and is filled in when it is used. */
export const PLACEHOLDERS = ['guest', 'room', 'minutes', 'time', 'name', 'number'] as const

/** What a form asks for; a reply may be in others too. */
export const REPLY_LANGUAGES = ['en', 'es', 'de', 'fr'] as const

export const REPLY_MAX = 500
export const SHORTCUT_MAX = 24

const PLACEHOLDER = /\{([a-z]+)\}/g
/** What fills a placeholder is a word or a few, on one line. */
const FILLING = '[^\\n{}]{1,80}?'

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
  const names: string[] = []
  const pattern = template
    .split(PLACEHOLDER)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(part)
      return `(${FILLING})`
    })
    .join('')
  const match = new RegExp(`^${pattern}$`, 'u').exec(text)
  if (!match) return null
  return Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']))
}
