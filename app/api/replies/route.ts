import { route } from '@/lib/api/route'
import { addReply, listReplies } from '@/lib/replies/replies'
import { addReplyInput } from '@/lib/replies/schema'

/** The quick replies that the caller may use: for attendants those of their departments and everybody's. */
export const GET = route({}, async ({ actor }) => ({ items: await listReplies(actor), next: null }))

/** Add one. 403 for attendants; 409 where another of its department has this shortcut. */
export const POST = route({ body: addReplyInput, status: 201 }, ({ actor, body }) => addReply(actor, body))
