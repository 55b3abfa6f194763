import { Readable } from 'node:stream'
import { route } from '@/lib/api/route'
import { storyFile } from '@/lib/history/story/file'
import { ticketParams } from '@/lib/tickets/requests'

/** The ticket's story as a PDF; of one that is too long for a file its beginning, which says so. 503 when so many ask at once that
 *  its turn does not come. */
export const GET = route({ params: ticketParams, paced: 'read' }, async ({ actor, params, request }) => {
  const { name, bytes } = await storyFile(actor, params.id, { signal: request.signal })
  return new Response(Readable.toWeb(bytes as Readable) as ReadableStream, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
})
