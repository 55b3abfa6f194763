/** Who gets what: pure, and asked for every record and person at the moment of delivery. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { canSee } from '@/lib/tickets/policy'
import type { Delivery, EntryRecord, TicketEphemeral } from './events'

export type Viewer = Pick<Actor, 'personId' | 'role' | 'departmentIds'>

/** The events that one record is to one person, in the order in which they are sent. */
export type View = 'entry' | 'activity' | 'ticket' | 'gone'

/** Whether the ticket is theirs to see as of this entry, and as far as is known also as of what came after it. */
export const seesAfter = (viewer: Viewer, { after, latest }: Delivery): boolean =>
  canSee(viewer, after) && (latest === undefined || canSee(viewer, latest))

/**
 * Sees it after: the entry when the ticket is open here, an activity when it is a message in one that is not, and the
 * ticket itself when more than its thread changed. Sees it only before: gone, unless it has come back. Sees neither: nothing.
 */
export function viewFor(viewer: Viewer, { entry, delivery }: EntryRecord, isOpen: boolean): View[] {
  const { before, after, latest } = delivery
  if (!seesAfter(viewer, delivery)) {
    const isGoing = before !== null && canSee(viewer, before) && !canSee(viewer, after)
    const isBack = latest !== undefined && canSee(viewer, latest)
    return isGoing && !isBack ? ['gone'] : []
  }
  const views: View[] = []
  if (isOpen) views.push('entry')
  else if (entry.kind === 'message') views.push('activity')
  if (delivery.ticket) views.push('ticket')
  return views
}

/** Who is here is for everyone who may see the ticket. Typing matters to others who have it open, a read mark also to the
 *  reader's own other screens, and what was delivered to who wrote it. */
export function hears(viewer: Viewer, said: TicketEphemeral, isOpen: boolean): boolean {
  const { event, data, audience } = said
  // That two tickets are linked is for those alone who may see both.
  if (event === 'links') return isOpen && canSee(viewer, audience) && canSee(viewer, said.other)
  if (event === 'delivered') return isOpen && said.authorId === viewer.personId && canSee(viewer, audience)
  if (event !== 'presence') {
    const isOwn = data.personId === viewer.personId
    if (event === 'read' ? !isOwn && !isOpen : isOwn || !isOpen) return false
  }
  return canSee(viewer, audience)
}
