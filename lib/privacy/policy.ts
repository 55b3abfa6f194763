/** Who may remove, hold, export and erase. Pure and shared. */
import type { Actor } from '@/lib/auth/schema'
import { canSee } from '@/lib/tickets/policy'
import type { Audience } from '@/lib/tickets/schema'

type Viewer = Pick<Actor, 'personId' | 'role' | 'departmentIds'>

/** What somebody wrote is removed by managers alone, of what they see. */
export const redacts = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'manager'

export const mayRedact = (viewer: Viewer, ticket: Audience): boolean => redacts(viewer) && canSee(viewer, ticket)

/** A legal hold is set and lifted by managers, and by admins where they see the ticket. */
export const mayHoldLegally = (viewer: Viewer, ticket: Audience): boolean =>
  (viewer.role === 'manager' || viewer.role === 'admin') && canSee(viewer, ticket)

/** What is held of a person. It says nothing of tickets that the asker may not see. */
export const mayExportPerson = ({ role }: Pick<Actor, 'role'>): boolean => role === 'admin' || role === 'manager'

/** How long things are kept, and that a person is erased. */
export const mayGovernPrivacy = ({ role }: Pick<Actor, 'role'>): boolean => role === 'admin'
