/** Who is here, for a page that has just been loaded: from this process's memory, through what the actor may see now. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { canSee } from '@/lib/tickets/policy'
import { seenProgress } from '@/lib/tickets/progress'
import type { LiveEvents } from './events'
import { hub } from './hub'

/** A page that shows more open tickets hears of the others as they change. */
const MOST = 2_000

/** The tickets that the actor may see and that somebody has open: 2,000 at most, in no order. Throws when PostgreSQL is away. */
export async function presentFor(actor: Actor): Promise<{ items: LiveEvents['presence'][] }> {
  const known = hub()
    .here.all()
    .filter(({ audience }) => canSee(actor, audience))
    .slice(0, MOST)
    .map(({ data }) => data)
  // Memory may lag behind the journal by a moment; what one may see never does.
  const seen = await seenProgress(
    actor,
    known.map(({ ticketId }) => ticketId),
  )
  return { items: known.filter(({ ticketId }) => seen.has(ticketId)) }
}
