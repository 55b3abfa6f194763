/** The door to being off today: said by oneself, or by a dispatcher, manager or admin of whoever did not come. Promises:
 *  what that person had unfinished goes back to its department in the same transaction, ticket by ticket through the journal;
 *  and what is asked again with the same id happens once. */
import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { absences } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { getSettings } from '@/lib/settings/settings'
import type { Recorded } from '@/lib/tickets/journal'
import { canSee } from '@/lib/tickets/policy'
import { returnTickets } from '@/lib/tickets/returning'
import { maySetAbsence } from './policy'
import type { AbsenceInput, EndInput } from './requests'
import { changeStanding, endAbsences, endDuty } from './rows'
import type { Absent, Standing } from './schema'

/** Also ends the shift they are on. Set anew, it lasts as long as was said last, and what they have taken since goes back. 409 for
 *  an id that stands for another absence. */
export async function setAbsence(actor: Actor, personId: string, input: AbsenceInput): Promise<Absent> {
  if (!maySetAbsence(actor, personId)) throw new AppError('forbidden', 'not_yours')
  const { standing, result: recorded } = await changeStanding(personId, async (tx): Promise<Recorded[]> => {
    if (await isKnown(tx, actor, personId, input)) return []
    const { id, until } = input
    const end = until === undefined ? await endOfDay(tx) : await future(tx, until)
    await endAbsences(tx, personId, actor.personId)
    await tx.execute(sql`insert into ${absences} (id, person_id, set_by_id, started_at, until)
      values (${id}, ${personId}, ${actor.personId}, clock_timestamp(), ${end.toISOString()}::timestamptz)`)
    await endDuty(tx, personId, actor.personId)
    return returnTickets(tx, actor, personId)
  })
  await publish(recorded)
  const returned = recorded.filter(({ delivery }) => canSee(actor, delivery.before ?? delivery.after))
  return { standing, returned: returned.length }
}

/** They are back. What was returned stays where it is. `not_found` when this person has no such absence; ending it twice is
 *  not an error. */
export async function endAbsence(actor: Actor, personId: string, { id }: EndInput): Promise<Standing> {
  if (!maySetAbsence(actor, personId)) throw new AppError('forbidden', 'not_yours')
  const { standing } = await changeStanding(personId, async (tx) => {
    const [absence] = await tx
      .select({ id: absences.id })
      .from(absences)
      .where(and(eq(absences.id, id), eq(absences.personId, personId)))
    if (!absence) throw notFound()
    await endAbsences(tx, personId, actor.personId, id)
  })
  return standing
}

/** Whether this request has been here before, whatever has become of the absence. */
async function isKnown(tx: Transaction, actor: Actor, personId: string, { id, until }: AbsenceInput): Promise<boolean> {
  const [known] = await tx.select().from(absences).where(eq(absences.id, id))
  if (!known) return false
  const end = until === undefined ? await endOfDay(tx, known.startedAt) : new Date(until)
  const isSame =
    known.personId === personId && known.setById === actor.personId && known.until.getTime() === end.getTime()
  if (!isSame) throw new AppError('conflict', 'id_reused')
  return true
}

/** The next moment at which a business day of the hotel begins: after now, or after another moment. */
async function endOfDay(tx: Transaction, after?: Date): Promise<Date> {
  const { timeZone, businessDayStart } = await getSettings()
  const start = sql`${businessDayStart}::interval`
  const moment = after ? sql`${after.toISOString()}::timestamptz` : sql`clock_timestamp()`
  const [row] = await tx.execute<{ until: Date | string }>(sql`
    select (date_trunc('day', ${moment} at time zone ${timeZone} - ${start}) + interval '1 day' + ${start})
      at time zone ${timeZone} as until`)
  if (!row) throw new Error('a select of one row returned none')
  return new Date(row.until)
}

async function future(tx: Transaction, until: string): Promise<Date> {
  const [row] = await tx.execute<{ coming: boolean }>(sql`select ${until}::timestamptz > clock_timestamp() as coming`)
  if (!row?.coming) throw new AppError('invalid', 'not_in_future', { field: 'body.until' })
  return new Date(until)
}
