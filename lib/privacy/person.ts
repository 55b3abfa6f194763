/** What goes with a person who is erased: their name, how they are reached and sign in, their devices, and what they kept for
 *  themselves. Their row stays, because tickets and figures refer to it. */
import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import {
  absences,
  deviceKeys,
  duties,
  memberships,
  people,
  pushSubscriptions,
  savedViews,
  sessions,
  watchers,
} from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import { endSessionsOf } from '@/lib/auth/session'
import { FORMER } from '@/lib/people/former'

/** Answers the access version from which on they are nobody. Their row must be locked. */
export async function erasePerson(tx: Transaction, personId: string): Promise<number> {
  await tx
    .update(people)
    .set({
      name: FORMER,
      ...{ email: null, passwordHash: null, pinHash: null, pinIsTemporary: false },
      ...{ locale: 'en', preferences: {}, active: false },
      sessionVersion: sql`${people.sessionVersion} + 1`,
    })
    .where(eq(people.id, personId))
  await endSessionsOf(tx, personId)
  // Entries name the session that they came from: it stays, without what it was called.
  await tx.update(sessions).set({ device: '' }).where(eq(sessions.personId, personId))
  await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.personId, personId))
  for (const table of [deviceKeys, memberships, duties, absences, watchers])
    await tx.delete(table).where(eq(table.personId, personId))
  await tx.delete(savedViews).where(eq(savedViews.ownerId, personId))
  return raiseAccessVersion(tx)
}
