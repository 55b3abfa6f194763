import { route } from '@/lib/api/route'
import { liveQuery } from '@/lib/live/query'
import { headersOnly, openStream } from '@/lib/live/sse'

export const dynamic = 'force-dynamic'

/** The live stream of one browser, with `open=<ticketId>:<seq>,…`. Server-sent events, see lib/live/events.ts. 429 for whoever
 *  opens one after the other without pause: each is caught up with what its tickets lack. */
export const GET = route({ query: liveQuery, paced: 'stream' }, async ({ actor, query, request }) =>
  openStream(actor, query.open, request),
)

/** Without this Next would open a stream for nobody. */
export const HEAD = route({ query: liveQuery }, async () => headersOnly())
