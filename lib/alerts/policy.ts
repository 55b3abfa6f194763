/** What calls for whom, and when it sounds. Pure and shared: the browser rings by it, and the server sends by it. */
import type { Actor } from '@/lib/auth/schema'
import { canSee } from '@/lib/tickets/policy'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'

type Viewer = Pick<Actor, 'personId' | 'role' | 'departmentIds'>

/** Something that waits for somebody: a ticket nobody has, or one given to this very person. */
export interface Alert {
  ticketId: string
  /** The change of state that called, as the ticket's `stateVersion`: the same one is the same event on every device. */
  event: number
  why: 'unassigned' | 'assigned'
  isUrgent: boolean
  departmentId: string
  /** Its assignee has read all of it. */
  isRead: boolean
  /** When it began to wait, ISO 8601. */
  since: string
}

/**
 * What calls for this person now, urgent first, then the longest waiting. A ticket that nobody has calls the members of its
 * department who are on duty; one that somebody was given by another calls its assignee alone, on duty or not, for whoever
 * gave it had a reason to name them. Held, begun and finished ones call nobody, and nobody is called to what they may not see.
 */
export function alertsFor(viewer: Viewer, listed: Iterable<ListedTicket>, isOnDuty: boolean): Alert[] {
  const alerts: Alert[] = []
  for (const { ticket, read } of listed) {
    const why = callOf(viewer, ticket, isOnDuty)
    if (why === null || !canSee(viewer, ticket)) continue
    alerts.push({
      ticketId: ticket.id,
      event: ticket.stateVersion,
      why,
      isUrgent: ticket.priority === 'urgent',
      departmentId: ticket.departmentId,
      isRead: why === 'assigned' && read.seq >= ticket.lastSeq,
      since: ticket.stateChangedAt,
    })
  }
  return alerts.sort(
    (a, b) => Number(b.isUrgent) - Number(a.isUrgent) || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0),
  )
}

function callOf({ personId, departmentIds }: Viewer, ticket: Ticket, isOnDuty: boolean): Alert['why'] | null {
  if (ticket.status === 'new') return isOnDuty && departmentIds.includes(ticket.departmentId) ? 'unassigned' : null
  if (ticket.status !== 'accepted' || ticket.assigneeId !== personId) return null
  return ticket.stateChangedById === personId ? null : 'assigned'
}

/** Nobody can set a whole department to silence. */
export const LEAST_LOUDNESS = 0.1

/** How loud it is for somebody: what they have chosen for themselves, of what their department is set to. 0 to 1. */
export const loudnessOf = (own: { volume: number; isMuted: boolean }, department: number): number =>
  own.isMuted ? 0 : own.volume * department
