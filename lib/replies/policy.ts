/** Who uses and who words quick replies. Pure and shared. */
import type { Actor } from '@/lib/auth/schema'
import type { QuickReply } from './schema'

export const canWordReplies = ({ role }: Pick<Actor, 'role'>): boolean => role !== 'attendant'

/** Attendants have those of their departments and everybody's; who dispatches for the house has all. */
export const hasReply = (
  actor: Pick<Actor, 'role' | 'departmentIds'>,
  reply: Pick<QuickReply, 'departmentId'>,
): boolean => reply.departmentId === null || canWordReplies(actor) || actor.departmentIds.includes(reply.departmentId)
