/** What a ticket is and who may see it, as short words in an index. They narrow a search before it looks at a ticket; what
 *  may be seen and what was asked for is decided by the ticket itself (`visibleTo`). Pure. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import type { Audience, Status } from '@/lib/tickets/schema'

/** Tickets are looked through by so many, the newest first, until enough are found. */
export const BUCKET_BITS = '12'
export const bucketOf = (number: number): number => number >> Number(BUCKET_BITS)

/** All of an id, in 22 letters. */
const short = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')

export const mark = {
  bucket: (number: number) => `b${bucketOf(number)}`,
  number: (number: number) => `n${number}`,
  status: (status: Status) => `x${status}`,
  /** UTC. */
  month: (moment: Date) => `m${moment.toISOString().slice(0, 7)}`,
  department: (id: string) => `d${short(id)}`,
  item: (id: string) => `i${short(id)}`,
  /** Of a place, and of all it lies in. */
  place: (id: string) => `p${short(id)}`,
  /** Who opened it, has it, or wrote in it. */
  person: (id: string) => `w${short(id)}`,
  author: (id: string) => `a${short(id)}`,
  photo: 'f',
}

const seenBy = (id: string) => `s${short(id)}`
const OPEN_TO_DESK = 'sdesk'

/** The people and departments that a ticket is for: what `canSee` looks at. */
export function sightMarks(audience: Audience): string[] {
  const { openerId, assigneeId, namedIds } = audience
  const personally = [openerId, ...(assigneeId ? [assigneeId] : []), ...namedIds]
  if (audience.restricted) return personally.map(seenBy)
  const { departmentId, watcherIds, mentionedIds, mentionedDepartmentIds } = audience
  const others = [...watcherIds, ...mentionedIds, departmentId, ...mentionedDepartmentIds]
  return [OPEN_TO_DESK, ...[...personally, ...others].map(seenBy)]
}

/** Of these marks every ticket that the actor may see has one; null when they may see all. */
export function marksSeenBy({
  role,
  personId,
  departmentIds,
}: Pick<Actor, 'role' | 'personId' | 'departmentIds'>): string[] | null {
  if (role === 'manager') return null
  if (role !== 'attendant') return [OPEN_TO_DESK, seenBy(personId)]
  return [personId, ...departmentIds].map(seenBy)
}
