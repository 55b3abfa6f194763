/** The door to shifts: beginning and ending one's own. Promises: a person is on one shift at most, of fourteen hours at most;
 *  what is asked again with the same id happens once; and whoever has a page open is told. Reading is in standings.ts, being
 *  off in absence.ts, what time does in clock.ts. */
import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { duties } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import type { EndInput, StartShiftInput } from './requests'
import { changeStanding, endAbsences, endDuty } from './rows'
import { SHIFT_HOURS, type Standing } from './schema'

/** Whoever is on duty already stays on the shift they are on. Whoever was off today is not any more: they are here. */
export async function startShift({ personId }: Actor, { id }: StartShiftInput): Promise<Standing> {
  const { standing } = await changeStanding(personId, async (tx) => {
    if (await hasBegun(tx, personId, id)) return
    await tx.execute(sql`insert into ${duties} (id, person_id, started_at, ends_at)
      select ${id}::uuid, ${personId}::uuid, moment, moment + make_interval(hours => ${SHIFT_HOURS}::integer)
      from clock_timestamp() as moment
      on conflict (person_id) where ended_at is null do nothing`)
    await endAbsences(tx, personId, personId)
  })
  return standing
}

/** Whether this request has been here before, whatever has become of the shift. 409 if it was somebody else's. */
async function hasBegun(tx: Transaction, personId: string, id: string): Promise<boolean> {
  const [known] = await tx.select({ personId: duties.personId }).from(duties).where(eq(duties.id, id))
  if (known && known.personId !== personId) throw new AppError('conflict', 'id_reused')
  return known !== undefined
}

/** Ends this very shift of one's own; `not_found` when there is none by that id. Ending it twice is not an error. */
export async function endShift({ personId }: Actor, { id }: EndInput): Promise<Standing> {
  const { standing } = await changeStanding(personId, async (tx) => {
    const [shift] = await tx
      .select({ id: duties.id })
      .from(duties)
      .where(and(eq(duties.id, id), eq(duties.personId, personId)))
    if (!shift) throw notFound()
    await endDuty(tx, personId, personId, id)
  })
  return standing
}
