/** Mentions in what is being written: "@" and what colleagues call somebody. Found in the text itself, so that a name typed by
 *  hand counts like one that was chosen, and one that is deleted does not. Pure. */

/** As many as one message may mention. */
const MOST = 20

/** Letters and digits of any script: "@Hana" is no mention in "a@Hana" or "@Hanako". */
const IN_WORD = '\\p{L}\\p{N}'

/** Who is mentioned, in the order of `names` (id → what they are called). */
export function mentionsIn(text: string, names: ReadonlyMap<string, string | readonly string[]>): string[] {
  if (!text.includes('@')) return []
  return [...names].flatMap(([id, name]) => (isMentioned(text, name) ? [id] : [])).slice(0, MOST)
}

function isMentioned(text: string, names: string | readonly string[]): boolean {
  const called = [names].flat().filter(Boolean)
  return called.length > 0 && patternOf(called, 'iu').test(text)
}

/** The text in pieces, those apart that mention one of `names`; joined again they are the text. */
export function splitAtMentions(text: string, names: readonly string[]): { text: string; isMention: boolean }[] {
  if (names.length === 0) return [{ text, isMention: false }]
  const pieces: { text: string; isMention: boolean }[] = []
  let end = 0
  for (const match of text.matchAll(patternOf(names, 'giu'))) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMention: false })
    pieces.push({ text: match[0], isMention: true })
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMention: false })
  return pieces
}

function patternOf(names: readonly string[], flags: string): RegExp {
  const literals = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![${IN_WORD}@])@(?:${literals.join('|')})(?![${IN_WORD}])`, flags)
}

/** A text with something put into it, and what is selected in it then. */
export interface Completed {
  text: string
  from: number
  to: number
}

/** The beginning of a mention that the caret stands in: where its "@" is, and what has been typed after it. */
export function mentionAt(text: string, caret: number): { from: number; query: string } | null {
  const found = /(?<![\p{L}\p{N}@])@([\p{L}\p{N}.'-]*)$/u.exec(text.slice(0, caret))
  return found ? { from: found.index, query: found[1] ?? '' } : null
}

/** The text with the mention that was begun at `from` completed, and where the caret stands then. */
export function completed(text: string, from: number, caret: number, name: string): Completed {
  const rest = text.slice(caret)
  const mention = `@${name}${rest.startsWith(' ') ? '' : ' '}`
  const after = from + mention.length + (rest.startsWith(' ') ? 1 : 0)
  return { text: text.slice(0, from) + mention + rest, from: after, to: after }
}
