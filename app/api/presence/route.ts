import { route } from '@/lib/api/route'
import { presentFor } from '@/lib/live/present'

/** Who has which of the caller's tickets open now; changes follow on the stream. Empty while that is unknown, 429 for whoever
 *  asks without pause. */
export const GET = route({ paced: 'presence' }, ({ actor }) => presentFor(actor))
