import { fileAnswer } from '@/lib/api/file'
import { route } from '@/lib/api/route'
import { CHUNK_BYTES } from '@/lib/photos/limits'
import { openPhoto } from '@/lib/photos/photos'
import { attachmentParams, chunkQuery, photoQuery } from '@/lib/photos/schema'
import { continueUpload } from '@/lib/photos/uploads'

/** A connection in a basement takes its time for one piece. */
const DEADLINE_MS = 40_000

/** The photo itself, or its thumbnail. Asked for each time: who has lost sight of the ticket finds nothing. */
export const GET = route({ params: attachmentParams, query: photoQuery }, async ({ actor, params, query, request }) => {
  const photo = await openPhoto(actor, params.id, params.attachmentId, query.size)
  return fileAnswer(request, { ...photo, type: 'image/jpeg' })
})

/** The next piece, of 256 KiB unless it is the last. 409 tells from where to go on; 415 that it is no photo. */
export const PATCH = route(
  { params: attachmentParams, query: chunkQuery, bytes: CHUNK_BYTES, deadlineMs: DEADLINE_MS },
  ({ actor, params, query, bytes }) => continueUpload(actor, params.id, params.attachmentId, query.offset, bytes),
)
