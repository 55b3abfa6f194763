/** Moving a guest, and linking tickets, as the requests they are. */
import type { LinkKind, Moved, TicketLink } from '@/lib/tickets/schema'
import { api } from './api'
import { stamp } from './clock'

interface Move {
  toPlaceId: string
  ticketIds: string[]
  flagIds: string[]
}

/** The same `id` again moves nothing twice. */
export const moveGuest = (fromPlaceId: string, id: string, move: Move): Promise<Moved> =>
  api.post<Moved>(`/api/places/${fromPlaceId}/moves`, { id, at: stamp(), ...move })

interface Links {
  items: TicketLink[]
}

/** Answers all that the ticket is linked with then. The same `id` again is the same link. */
export const linkTickets = (ticketId: string, otherId: string, link: { id: string; kind: LinkKind }): Promise<Links> =>
  api.put<Links>(`/api/tickets/${ticketId}/links/${otherId}`, link)

export const unlinkTickets = (ticketId: string, otherId: string): Promise<Links> =>
  api.del<Links>(`/api/tickets/${ticketId}/links/${otherId}`, undefined)
