import { route } from '@/lib/api/route'
import { storyQuery } from '@/lib/history/story/schema'
import { readStory } from '@/lib/history/story/story'
import { ticketParams } from '@/lib/tickets/requests'

/** A page of everything that happened to the ticket: entries, who read how far, who was alerted. */
export const GET = route({ params: ticketParams, query: storyQuery, paced: 'read' }, ({ actor, params, query }) =>
  readStory(actor, params.id, query),
)
