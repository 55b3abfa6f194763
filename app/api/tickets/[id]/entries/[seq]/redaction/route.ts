import { route } from '@/lib/api/route'
import { redactEntry } from '@/lib/privacy/redaction'
import { entryParams, reasonedInput } from '@/lib/privacy/requests'

/** Remove what the entry `seq` says, for good and for everybody; that it was there, whose and when stays. 403 for all but
 *  managers, 409 while the ticket is under legal hold. */
export const PUT = route({ params: entryParams, body: reasonedInput }, ({ actor, params, body }) =>
  redactEntry(actor, params.id, params.seq, body),
)
