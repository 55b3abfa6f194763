import { route } from '@/lib/api/route'
import { changeViewInput, viewParams } from '@/lib/views/requests'
import { changeView, dropView } from '@/lib/views/views'

/** Rename a view, change what it shows or with whom it is shared. 403 for all but its maker and, where it is shared,
 *  managers; 404 if the caller may not know that it exists. */
export const PATCH = route({ params: viewParams, body: changeViewInput }, ({ actor, params, body }) =>
  changeView(actor, params.id, body),
)

/** Drop a view, by the same people. */
export const DELETE = route({ params: viewParams }, ({ actor, params }) => dropView(actor, params.id))
