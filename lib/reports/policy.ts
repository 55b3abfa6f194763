/** Who sees figures, and takes tickets out of the house as a file. Pure and shared. What they are of is only what each may
 *  see; who sees some departments' tickets alone could tell from figures what others do. */
import type { Actor } from '@/lib/auth/schema'

export const canReport = ({ role }: Pick<Actor, 'role'>): boolean => role !== 'attendant'

/** Dispatchers see their own exports, managers and admins that everybody's were taken. */
export const canSeeAllExports = ({ role }: Pick<Actor, 'role'>): boolean => role === 'manager' || role === 'admin'

/** What was looked for, and how much of it there was, may tell of tickets that its reader may not see. */
export const canSeeWhatWasExported = (
  { personId, role }: Pick<Actor, 'personId' | 'role'>,
  exporterId: string,
): boolean => personId === exporterId || role === 'manager'
