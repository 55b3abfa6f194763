/** How pressing a line says it is. Pure. Shared. */
import type { Priority } from '@/lib/tickets/schema'
import { PRIORITY_EDGES, PRIORITY_PHRASES } from './vocabulary'
import { fold, type Word } from './words'

const PHRASES = PRIORITY_PHRASES.flatMap(([priority, phrases]) =>
  phrases.split('|').map((phrase) => ({ priority, words: phrase.trim().split(/\s+/).map(fold) })),
).sort((a, b) => b.words.length - a.words.length)

export function findPriority(
  words: readonly Word[],
  taken: ReadonlySet<number>,
): { priority: Priority | null; at: number[] } {
  const folded = words.map((word, at) => (word.isQuoted || taken.has(at) ? '' : word.folded))
  const found: { priority: Priority; at: number[] }[] = []
  const used = new Set<number>()
  for (const { priority, words: phrase } of PHRASES)
    for (let from = 0; from + phrase.length <= folded.length; from++) {
      const at = phrase.map((_, index) => from + index)
      if (!phrase.every((word, index) => folded[from + index] === word) || at.some((one) => used.has(one))) continue
      found.push({ priority, at })
      for (const one of at) used.add(one)
    }
  for (const edge of [0, folded.length - 1]) {
    const priority = PRIORITY_EDGES[folded[edge] ?? '']
    if (priority && !used.has(edge) && folded.length > 1) found.push({ priority, at: [edge] })
  }
  const said = found.map(({ priority }) => priority)
  const priority = said.includes('normal') ? 'normal' : said.includes('urgent') ? 'urgent' : (said[0] ?? null)
  return { priority, at: found.flatMap(({ at }) => at) }
}
