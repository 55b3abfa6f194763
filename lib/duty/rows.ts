/** The rows of shifts and absences, ended in one way. Whoever calls holds the person's row, so that their changes come one
 *  after the other. */
import 'server-only'
import { and, eq, gt, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { absences, duties } from '@/db/schema'
import { notFound } from '@/lib/errors'
import { whisper } from '@/lib/live/whispers'
import { lockPerson } from '@/lib/people/lookup'
import type { Standing } from './schema'
import { NOW, standingOf } from './standings'

/** Changes how somebody stands, one change at a time; `not_found` unless they have a live account. Once it has committed, how they
 *  stand is read and told to everybody: read before, it would be older than what somebody read meanwhile without it. Answers
 *  what `work` made of it too. */
export async function changeStanding<T>(
  personId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<{ standing: Standing; result: T }> {
  const result = await db().transaction(async (tx) => {
    if (!(await lockPerson(tx, personId))) throw notFound()
    await endOverdue(tx, eq(duties.personId, personId), eq(absences.personId, personId))
    return work(tx)
  })
  const standing = await standingOf(personId)
  await whisper({ event: 'duty', data: standing })
  return { standing, result }
}

/** Ends the shift this person is on, if they are on one; with `id`, that one or none. */
export async function endDuty(tx: Transaction, personId: string, endedById: string, id?: string): Promise<void> {
  const isIt = and(eq(duties.personId, personId), isNull(duties.endedAt), gt(duties.endsAt, NOW))
  await tx
    .update(duties)
    .set({ endedAt: NOW, endedById })
    .where(and(isIt, id === undefined ? undefined : eq(duties.id, id)))
}

/** The same for being off. */
export async function endAbsences(tx: Transaction, personId: string, endedById: string, id?: string): Promise<void> {
  const isIt = and(eq(absences.personId, personId), isNull(absences.endedAt), gt(absences.until, NOW))
  await tx
    .update(absences)
    .set({ endedAt: NOW, endedById })
    .where(and(isIt, id === undefined ? undefined : eq(absences.id, id)))
}

/** Writes down what has run out; answers whose. */
export async function endOverdue(tx: Database | Transaction, onDuty?: SQL, isOff?: SQL): Promise<string[]> {
  const shifts = await tx
    .update(duties)
    .set({ endedAt: sql`${duties.endsAt}` })
    .where(and(isNull(duties.endedAt), lte(duties.endsAt, NOW), onDuty))
    .returning({ personId: duties.personId })
  const off = await tx
    .update(absences)
    .set({ endedAt: sql`${absences.until}` })
    .where(and(isNull(absences.endedAt), lte(absences.until, NOW), isOff))
    .returning({ personId: absences.personId })
  return [...new Set([...shifts, ...off].map(({ personId }) => personId))]
}
