/** What a device is told, in the reader's language. A screen that others look at (a shared tablet, locked or not) says how many
 *  wait and nothing of what; and of a restricted ticket no screen says more than its number. */
import 'server-only'
import { createTranslator } from 'next-intl'
import type { Actor } from '@/lib/auth/schema'
import { itemNames } from '@/lib/catalogue/lookup'
import { placeNames } from '@/lib/places/lookup'
import { nameIn } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { wordsIn } from '@/lib/words/words-in'
import type { Alert } from './policy'
import type { PushMessage } from './schema'

/** The names that these tickets need. */
export interface Names {
  places: ReadonlyMap<string, string>
  items: ReadonlyMap<string, Record<string, string>>
}

export async function namesFor(tickets: readonly Ticket[]): Promise<Names> {
  const ids = (all: (string | null)[]) => [...new Set(all.filter((id) => id !== null))]
  const [places, items] = await Promise.all([
    placeNames(ids(tickets.map(({ placeId }) => placeId))),
    itemNames(ids(tickets.map(({ catalogueItemId }) => catalogueItemId))),
  ])
  return { places, items }
}

interface News {
  reader: Pick<Actor, 'locale'>
  /** What is new to this device, the most pressing first; not empty. */
  news: readonly Alert[]
  ticketOf: (ticketId: string) => Ticket | undefined
  names: Names
  /** How many wait for the reader in all. */
  count: number
  isShared: boolean
}

export function messageFor({ reader, news, ticketOf, names, count, isShared }: News): PushMessage {
  const { locale, messages } = wordsIn(reader.locale)
  const t = createTranslator({ locale, messages, namespace: 'push' })
  const [first] = news
  const isUrgent = first?.isUrgent ?? false
  const ticket = first && ticketOf(first.ticketId)
  const common = { count, isUrgent }
  if (isShared || !ticket)
    return { ...common, title: t('waiting', { count }), body: t('open'), tag: 'waiting', path: '/' }
  const { number } = ticket
  const title = ticket.restricted ? t('restricted', { number }) : titleOf(ticket, names, locale)
  const why = t(first.why === 'assigned' ? 'assigned' : isUrgent ? 'urgent' : 'unassigned', { number })
  const more = news.length > 1 ? ` ${t('more', { count: news.length - 1 })}` : ''
  return { ...common, title, body: why + more, tag: ticket.id, path: `/tickets/${ticket.id}` }
}

/** "412 · Towels × 4", and free text no longer than a lock screen shows. */
function titleOf(ticket: Ticket, { places, items }: Names, locale: string): string {
  const item = ticket.catalogueItemId === null ? undefined : items.get(ticket.catalogueItemId)
  const what = item ? nameIn(locale, item) : ticket.summary
  const counted = ticket.quantity > 1 ? `${what} × ${ticket.quantity}` : what
  const place = ticket.placeId === null ? undefined : places.get(ticket.placeId)
  return [place, counted].filter(Boolean).join(' · ')
}
