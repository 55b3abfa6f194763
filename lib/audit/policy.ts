/** Who may read the audit log. Pure and shared. */
import type { Actor } from '@/lib/auth/schema'

/** Of tickets it says nothing that its reader may not see. */
export const mayReadAudit = ({ role }: Pick<Actor, 'role'>): boolean => role === 'admin' || role === 'manager'
