/** Who may flag a place, and which flags hold at a moment. Pure and shared. Flags are read by everybody signed in: they say
 *  something of a room, which any of them may be sent to, and nothing of a ticket. */
import type { Actor } from '@/lib/auth/schema'
import type { PlaceFlag } from './schema'

/** Dispatchers, managers and admins; and whoever belongs to a department, for it is they who stand at the door. An attendant
 *  without one has no business with rooms. The same people take a flag off, whoever set it: guests leave early. */
export const mayFlag = ({ role, departmentIds }: Pick<Actor, 'role' | 'departmentIds'>): boolean =>
  role !== 'attendant' || departmentIds.length > 0

/** Those that hold at `now` (milliseconds since the epoch): they end by themselves. */
export const flagsAt = (flags: readonly PlaceFlag[], now: number): PlaceFlag[] =>
  flags.filter(({ until }) => Date.parse(until) > now)
