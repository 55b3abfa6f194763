/** What a change of a ticket says in words: what is searched of it, and shown where it is found. Pure. Shared. */
import type { TicketEvent } from '@/lib/chat/schema'

/** What somebody typed with it; of a new summary also the one before. The rest of it is codes. */
export function wordsOfEvent(event: TicketEvent): string[] {
  if (event.code === 'transferred' || event.code === 'legal_hold_set') return said([event.params.reason])
  if (event.code !== 'edited') return []
  const summaries = event.params.changes.filter(({ field }) => field === 'summary')
  return said(summaries.flatMap(({ from, to }) => [from, to]))
}

const said = (values: readonly unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '')
