import { route } from '@/lib/api/route'
import { changeReply, removeReply } from '@/lib/replies/replies'
import { changeReplyInput, replyParams } from '@/lib/replies/schema'

/** Word it anew. 403 for attendants; 409 with what it is now for whoever saw an older version. */
export const PATCH = route({ params: replyParams, body: changeReplyInput }, ({ actor, params, body }) =>
  changeReply(actor, params.id, body),
)

/** Put it away. 403 for attendants. What was written with it stays as it was. */
export const DELETE = route({ params: replyParams }, ({ actor, params }) => removeReply(actor, params.id))
