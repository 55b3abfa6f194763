/** Which of The Alder's tickets are linked. Pure. */
import 'server-only'
import { castId } from '@/db/cast'
import type { ticketLinks } from '@/db/schema'
import type { LinkKind } from '@/lib/tickets/schema'
import { idOf } from './house'
import type { Story } from './play'
import type { Who } from './thread'

const LINKS: [from: string, kind: LinkKind, to: string, by: Who][] = [
  ['towels 304 again', 'duplicate', 'towels 304', 'priya'],
  ['noise 320', 'duplicate', 'noise 318', 'piotr'],
  ['cold air 604', 'follows', 'boiler pump', 'felix'],
]

const LINK_FAMILY = 11
const MINUTE_MS = 60_000

/** Each made by the time the later of the two was three minutes old. */
export function linksAmong(stories: readonly Story[]): (typeof ticketLinks.$inferInsert)[] {
  const ticketOf = (name: string) => {
    const story = stories.find(({ plan }) => plan.thread.name === name)
    if (!story) throw new Error(`no demo thread is called "${name}"`)
    return story.ticket
  }
  return LINKS.map(([from, kind, to, by], at) => {
    const [ticket, other] = [ticketOf(from), ticketOf(to)]
    const later = Math.max(ticket.openedAt.getTime(), other.openedAt.getTime())
    const [id, madeAt] = [castId(LINK_FAMILY, at + 1), new Date(later + 3 * MINUTE_MS)]
    return { id, ticketId: ticket.id, otherId: other.id, kind, madeById: idOf(by), madeAt }
  })
}
