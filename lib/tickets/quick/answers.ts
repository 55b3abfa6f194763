/** The answers to what a line leaves open, each as the line that says it: what is chosen stands in the text, where it can be
 *  seen and changed. Pure. Shared. */

import { writtenName } from './place-index'
import type { QuickIndex, Reading } from './quick-entry'
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
  const { words, place, item } = reading
  const change = (changes: ReadonlyMap<number, string>) => `${rewrite(line, words, changes).trim()} `
  if (place.kind === 'unsure') {
    const quoted = new Map(place.at.map((at) => [at, `"${words[at]?.text}"`]))
    const said = place.at.map((at) => words[at]?.text).join(' ')
    const choices = place.options.map(({ id, at }): Answer => {
      const [first, ...rest] = at
      const chosen = new Map([
        ...rest.map((one) => [one, ''] as const),
        [first ?? 0, writtenName(id, index.places)] as const,
      ])
      return { kind: 'place', id, line: change(new Map([...quoted, ...chosen])) }
    })
    const number = place.at.find((at) => /^\d{1,3}$/.test(words[at]?.folded ?? ''))
    const count: Answer[] =
      place.isCount && reading.quantity === null && number !== undefined
        ? [
            {
              kind: 'count',
              said: `${words[number]?.text}`,
              line: change(new Map([[number, `×${words[number]?.text}`]])),
            },
          ]
        : []
    return [...choices, ...count, { kind: 'text', said, line: change(quoted) }]
  }
  if (item.kind !== 'unsure') return []
  const all = [...new Set(item.matches.flatMap(({ at }) => at))].sort((a, b) => a - b)
  const quoted = new Map(all.map((at) => [at, `"${words[at]?.text}"`]))
  const choices = item.matches.map(({ id, at, certainty }): Answer => {
    const [first, ...rest] = at
    // What was not wholly named is, from now on.
    const named = new Map([[first ?? 0, nameOf(id)], ...rest.map((one) => [one, ''] as const)])
    const own = certainty === 'whole' ? new Map<number, string>() : named
    const others = [...quoted].filter(([one]) => !at.includes(one))
    return { kind: 'item', id, line: change(new Map([...others, ...own])) }
  })
  return [...choices, { kind: 'words', said: all.map((at) => words[at]?.text).join(' '), line: change(quoted) }]
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
