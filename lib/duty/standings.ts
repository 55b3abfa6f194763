/** Reading who is on duty and who is off, by the database's clock. What has run out does not count, whether or not the clock
 *  has been by. */
import 'server-only'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { clockOf } from '@/db/clock'
import { absences, duties } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { viewersAmong } from '@/lib/people/lookup'
import type { Standing } from './schema'

export const NOW = sql<Date>`clock_timestamp()`.mapWith(duties.startedAt)

/** Everybody who is on duty or off today. */
export const listStandings = (_actor: Actor): Promise<Standing[]> => read()

/** How this person stands now. */
export async function standingOf(personId: string): Promise<Standing> {
  const [standing] = await read(personId)
  return standing ?? { personId, departmentIds: [], duty: null, absence: null, asOf: new Date().toISOString() }
}

/** Whether this person has begun a shift that has not ended. */
export async function isOnDuty(personId: string): Promise<boolean> {
  return (await standingOf(personId)).duty !== null
}

/** The people of a department who are on duty, in no order. */
export async function onDutyMembers(departmentId: string): Promise<string[]> {
  const onDuty = (await read()).filter(({ duty }) => duty !== null)
  return onDuty.flatMap(({ personId, departmentIds }) => (departmentIds.includes(departmentId) ? [personId] : []))
}

/** Of one person whatever their standing, or of everybody who has one. Those without a live account have none. The clock is asked
 *  before the rows: what has committed by `asOf` is in them. */
async function read(personId?: string): Promise<Standing[]> {
  const of = (table: typeof duties | typeof absences) => (personId ? eq(table.personId, personId) : undefined)
  const asOf = await clockOf(db())
  const [shifts, off] = await Promise.all([
    db()
      .select()
      .from(duties)
      .where(and(isNull(duties.endedAt), gt(duties.endsAt, NOW), of(duties))),
    db()
      .select()
      .from(absences)
      .where(and(isNull(absences.endedAt), gt(absences.until, NOW), of(absences))),
  ])
  const ids = personId ? [personId] : [...new Set([...shifts, ...off].map((row) => row.personId))]
  return (await viewersAmong(db(), ids)).map(({ personId, departmentIds }): Standing => {
    const duty = shifts.find((row) => row.personId === personId)
    const absence = off.find((row) => row.personId === personId)
    return {
      personId,
      departmentIds,
      duty: duty ? toShift(duty) : null,
      absence: absence ? toAbsence(absence) : null,
      asOf,
    }
  })
}

const toShift = ({ id, startedAt, endsAt }: typeof duties.$inferSelect): Standing['duty'] => ({
  id,
  startedAt: startedAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

const toAbsence = ({ id, setById, until }: typeof absences.$inferSelect): Standing['absence'] => ({
  id,
  setById,
  until: until.toISOString(),
})
