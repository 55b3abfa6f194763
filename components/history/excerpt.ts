/** What of an entry a result shows. Pure. */
import type { Entry } from '@/lib/chat/schema'
import { wordsOfEvent } from '@/lib/history/event-words'
import { type Range, rangesIn, type Term } from '@/lib/history/terms'

export interface Excerpt {
  text: string
  ranges: Range[]
}

/** Around the first thing that was found. */
const BEFORE = 60
const LENGTH = 220

export function excerptOf(entry: Entry, locale: string, terms: readonly Term[]): Excerpt {
  const texts = textsOf(entry, locale)
  const found = texts.map((text) => ({ text, ranges: rangesIn(text, terms) }))
  return cut(found.find(({ ranges }) => ranges.length > 0) ?? found[0] ?? { text: '', ranges: [] })
}

/** As the reader reads it, then as it was written, then in other languages. */
function textsOf(entry: Entry, locale: string): string[] {
  if (entry.kind === 'message') {
    const { text, reply } = entry.body
    return [...(reply ? [reply.texts[locale] ?? text] : []), text, ...Object.values(reply?.texts ?? {})]
  }
  if (entry.kind === 'redaction' || entry.body.removed) return []
  return [wordsOfEvent(entry.body).join(' → ')]
}

function cut({ text, ranges }: Excerpt): Excerpt {
  const flat = text.replace(/\s/g, ' ')
  if (flat.length <= LENGTH) return { text: flat, ranges }
  const first = ranges[0]?.from ?? 0
  const from = first <= BEFORE ? 0 : flat.lastIndexOf(' ', first - BEFORE) + 1 || first
  const to = from + LENGTH >= flat.length ? flat.length : Math.max(flat.lastIndexOf(' ', from + LENGTH), first + 1)
  const [head, tail] = [from > 0 ? '… ' : '', to < flat.length ? ' …' : '']
  const moved = ranges.flatMap((range) =>
    range.to <= to ? [{ from: range.from - from + head.length, to: range.to - from + head.length }] : [],
  )
  return { text: `${head}${flat.slice(from, to)}${tail}`, ranges: moved }
}
