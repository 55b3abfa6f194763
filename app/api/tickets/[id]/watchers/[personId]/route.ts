import { route } from '@/lib/api/route'
import { watcherParams, watchInput } from '@/lib/tickets/requests'
import { addWatcher, removeWatcher } from '@/lib/tickets/watchers'

/** Watch a ticket oneself, or add somebody by name. 400 `no_such_person`; adding others: 403 for all but its opener, its
 *  assignee, the owning department, dispatchers and managers. */
export const PUT = route({ params: watcherParams, body: watchInput }, ({ actor, params, body }) =>
  addWatcher(actor, params.id, params.personId, body),
)

/** Take somebody off; everybody may take themselves off. 403 otherwise for all but its opener, dispatchers and managers. */
export const DELETE = route({ params: watcherParams, body: watchInput }, ({ actor, params, body }) =>
  removeWatcher(actor, params.id, params.personId, body),
)
