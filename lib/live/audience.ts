/** Who gets what: pure, and asked for every record and person at the moment of delivery. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { canSee } from '@/lib/tickets/policy'
import type { BusRecord, Ephemeral } from './events'

type EntryRecord = Extract<BusRecord, { type: 'entry' }>
export type Viewer = Pick<Actor, 'personId' | 'role' | 'departmentIds'>

/** The events that one record is to one person, in the order in which they are sent. */
export type View = 'entry' | 'activity' | 'ticket' | 'gone'

/**
 * Sees it after: the entry when the ticket is open here, an activity when it is a message in one that is not, and the
 * ticket itself when more than its thread changed. Sees it only before: gone. Sees neither: nothing.
 */
export function viewFor(viewer: Viewer, { entry, delivery }: EntryRecord, isOpen: boolean): View[] {
  if (!canSee(viewer, delivery.after)) return delivery.before && canSee(viewer, delivery.before) ? ['gone'] : []
  const views: View[] = []
  if (isOpen) views.push('entry')
  else if (entry.kind === 'message') views.push('activity')
  if (delivery.ticket) views.push('ticket')
  return views
}

/** Who is here is for everyone who may see the ticket. Typing and what was delivered matter to others who have it open; a
 *  read mark also to the reader's own other screens. */
export function hears(viewer: Viewer, { event, data, audience }: Ephemeral, isOpen: boolean): boolean {
  if (event !== 'presence') {
    const isOwn = data.personId === viewer.personId
    if (event === 'read' ? !isOwn && !isOpen : isOwn || !isOpen) return false
  }
  return canSee(viewer, audience)
}
