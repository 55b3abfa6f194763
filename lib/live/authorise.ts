/** What PostgreSQL says of a stream: who it is, and how far its open tickets have come that they may see. */
import 'server-only'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { canSee } from '@/lib/tickets/policy'
import { sightsOf } from '@/lib/tickets/progress'
import type { Sight } from '@/lib/tickets/schema'

interface Standing {
  /** Null: the session is over. */
  actor: Actor | null
  accessVersion: number
  sights: Map<string, Sight>
  /** When the tickets had been read, on the process's clock. */
  at: number
}

/** The person is read after the tickets, so that nothing counts as seen which was written after they had lost sight of it.
 *  Throws a `DeadlineError`, or what the database does. */
export async function authorise(sessionId: string, ticketIds: string[]): Promise<Standing> {
  const sights = await withDeadline(sightsOf(ticketIds), DATABASE_MS, 'authorise')
  const at = performance.now()
  const { actors, accessVersion } = await withDeadline(loadActors([sessionId]), DATABASE_MS, 'load actor')
  return { actor: actors.get(sessionId) ?? null, accessVersion, sights, at }
}

/** The newest seq of each of these tickets that the actor may see. */
export function seenBy(actor: Actor, sights: ReadonlyMap<string, Sight>): Map<string, number> {
  const seen = new Map<string, number>()
  for (const [ticketId, { audience, seq }] of sights) if (canSee(actor, audience)) seen.set(ticketId, seq)
  return seen
}
