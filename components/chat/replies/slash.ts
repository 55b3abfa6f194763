/** A quick reply that is being called for: "/" where a word may begin, and what has been typed after it. Pure. */
import { type Fillings, gapIn, worded } from '@/lib/replies/text'
import type { Completed } from '../mentions'

export function slashAt(text: string, caret: number): { from: number; query: string } | null {
  const found = /(?<!\S)\/([\p{L}\p{M}\p{N}-]*)$/u.exec(text.slice(0, caret))
  return found ? { from: found.index, query: found[1] ?? '' } : null
}

/** The reply put in its place, with what is known filled in, and the first gap selected to be filled in by hand. */
export function replied(text: string, from: number, caret: number, template: string, fillings: Fillings): Completed {
  const words = worded(template, fillings)
  const done = text.slice(0, from) + words + text.slice(caret)
  const gap = gapIn(words)
  const end = from + words.length
  return { text: done, from: gap ? from + gap.from : end, to: gap ? from + gap.to : end }
}

/** "/" where the caret stands, apart from the word before it. */
export function begun(text: string, caret: number): Completed {
  const before = text.slice(0, caret)
  const slash = before === '' || /\s$/.test(before) ? '/' : ' /'
  const at = caret + slash.length
  return { text: before + slash + text.slice(caret), from: at, to: at }
}

/** Without what was begun. */
export const withdrawn = (text: string, from: number, caret: number): Completed => ({
  text: text.slice(0, from) + text.slice(caret),
  from,
  to: from,
})
