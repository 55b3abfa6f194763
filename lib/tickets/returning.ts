/** What somebody leaves unfinished goes back to their department. */
import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { fingerprintOf } from './fingerprint'
import { type Recorded, writeEntry } from './journal'
import { CHANGES } from './life'
import { lockAll } from './visible'

const REASON = { reason: 'off_today' } as const

/** Releases every ticket that this person has accepted, begun or put on hold, each with an entry by the actor, who need not
 *  see it: a restricted one must not wait for somebody who is not here. Publish the answer once the transaction has
 *  committed. */
export async function returnTickets(tx: Transaction, actor: Actor, personId: string): Promise<Recorded[]> {
  const isUnfinished = inArray(tickets.status, ['accepted', 'in_progress', 'on_hold'])
  const left = await lockAll(tx, and(eq(tickets.assigneeId, personId), isUnfinished) ?? isUnfinished)
  const recorded: Recorded[] = []
  for (const ticket of left) {
    const { patch, event } = CHANGES.release.step(ticket, REASON, { by: actor.personId, at: ticket.now })
    const entry = { id: newId(), kind: 'event' as const, body: event }
    const fingerprint = fingerprintOf(actor.personId, 'release', { id: entry.id, ...REASON })
    recorded.push(await writeEntry(tx, { actor, ticket, entry, fingerprint, patch }))
  }
  return recorded
}
