import { route } from '@/lib/api/route'
import { listPhotos } from '@/lib/photos/photos'
import { beginUploadInput } from '@/lib/photos/schema'
import { beginUpload } from '@/lib/photos/uploads'
import { ticketParams } from '@/lib/tickets/requests'

/** The photos in the ticket's thread, oldest first. */
export const GET = route({ params: ticketParams }, ({ actor, params }) => listPhotos(actor, params.id))

/** Begin to send a photo, or ask from where to go on. More than 10 MB is 413; the same id for another photo is 409. */
export const POST = route({ params: ticketParams, body: beginUploadInput, status: 201 }, ({ actor, params, body }) =>
  beginUpload(actor, params.id, body),
)
