/** Who is on duty at a moment, and who may say that somebody is off. Pure and shared. */
import type { Actor } from '@/lib/auth/schema'
import type { Standing } from './schema'

/** Everybody for themselves; dispatchers, managers and admins for whoever did not come. */
export const maySetAbsence = ({ personId, role }: Pick<Actor, 'personId' | 'role'>, whom: string): boolean =>
  personId === whom || role !== 'attendant'

export type Presence = 'on_duty' | 'off_today'

/** What a standing comes to at `now` (milliseconds since the epoch): shifts and absences end by themselves. Null for somebody
 *  who has neither begun a shift nor is off. */
export function presenceAt(standing: Standing | undefined, now: number): Presence | null {
  if (standing?.absence && Date.parse(standing.absence.until) > now) return 'off_today'
  if (standing?.duty && Date.parse(standing.duty.endsAt) > now) return 'on_duty'
  return null
}
