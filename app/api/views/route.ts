import { route } from '@/lib/api/route'
import { keepViewInput } from '@/lib/views/requests'
import { keepView, listViews } from '@/lib/views/views'

/** The views of the board that the caller keeps, and those that are shared with them. */
export const GET = route({}, async ({ actor }) => ({ items: await listViews(actor), next: null }))

/** Keep a view under the caller's own id: a retry answers with the view it kept. 403 for sharing with whom one may not; 409
 *  `id_reused` for an id that is taken by anything else, `too_many_views` past fifty. */
export const POST = route({ body: keepViewInput, status: 201 }, ({ actor, body }) => keepView(actor, body))
