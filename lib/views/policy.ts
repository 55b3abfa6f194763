/** Who may see a kept view, change it, and share one with whom. Pure and shared: the server refuses with it, the browser
 *  hides buttons with it. `visibleViews` in views.ts is its SQL face, and a test proves that the two agree. */
import type { Actor } from '@/lib/auth/schema'
import type { SavedView, Sharing } from './schema'

type Viewer = Pick<Actor, 'personId' | 'role' | 'departmentIds'>
type Owned = Pick<SavedView, 'ownerId' | 'sharing'>

/** One's own, the hotel's, one's departments'; managers see whatever is shared, since they may put it right. */
export function canSeeView({ personId, role, departmentIds }: Viewer, { ownerId, sharing }: Owned): boolean {
  if (ownerId === personId || sharing.with === 'hotel') return true
  return sharing.with === 'department' && (role === 'manager' || departmentIds.includes(sharing.departmentId))
}

/** Its maker, and managers what is shared. */
export const mayChangeView = (viewer: Viewer, view: Owned): boolean =>
  view.ownerId === viewer.personId || (viewer.role === 'manager' && view.sharing.with !== 'nobody')

/** Attendants share with their own departments; everybody's list is for those who see the whole house. */
export function mayShareWith({ role, departmentIds }: Viewer, sharing: Sharing): boolean {
  if (sharing.with === 'nobody' || role !== 'attendant') return true
  return sharing.with === 'department' && departmentIds.includes(sharing.departmentId)
}
