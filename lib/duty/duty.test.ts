/** Who is on duty, asked by other nouns, told to screens, and ended by time. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { absences, duties } from '@/db/schema'
import { newId } from '@/lib/ids'
import { Hub, hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import { actorAs } from '@/scripts/stage/stage'
import { setAbsence } from './absence'
import { runDutyClock } from './clock'
import { endShift, startShift } from './duty'
import { presenceAt } from './policy'
import { isOnDuty, onDutyMembers, standingOf } from './standings'

const listeners: Listener[] = []
let other: Hub | undefined
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(() => Promise.all([other?.stop(), stopHub()]))

/** As if it had begun fifteen hours ago. */
const letPass = async (personId: string) => {
  const began = { startedAt: sql`now() - interval '15 hours'` }
  await db()
    .update(duties)
    .set({ ...began, endsAt: sql`now() - interval '1 hour'` })
    .where(eq(duties.personId, personId))
  await db()
    .update(absences)
    .set({ ...began, until: sql`now() - interval '1 hour'` })
    .where(eq(absences.personId, personId))
}

it('a department’s members on duty are those who have begun a shift, and whoever is off is not among them', async () => {
  const [hana, bruno] = [await actorAs('hana'), await actorAs('bruno')]
  const shift = newId()
  await startShift(hana, { id: shift })
  await startShift(bruno, { id: newId() })
  expect((await onDutyMembers(departments.housekeeping.id)).sort()).toEqual([hana.personId, bruno.personId].sort())
  expect(await onDutyMembers(departments.engineering.id)).toEqual([bruno.personId])
  expect([await isOnDuty(hana.personId), await isOnDuty(cast.maria.id)]).toEqual([true, false])
  await setAbsence(bruno, bruno.personId, { id: newId() })
  await endShift(hana, { id: shift })
  expect(await onDutyMembers(departments.housekeeping.id)).toEqual([])
})

it('a shift is over after its fourteen hours, before the clock has been by; the clock writes that down once', async () => {
  const rosa = await actorAs('rosa')
  await startShift(rosa, { id: newId() })
  await setAbsence(await actorAs('felix'), cast.jolanta.id, { id: newId() })
  await letPass(rosa.personId)
  await letPass(cast.jolanta.id)
  expect(await isOnDuty(rosa.personId)).toBe(false)
  expect((await standingOf(cast.jolanta.id)).absence).toBeNull()
  const found = await Promise.all([runDutyClock(), runDutyClock()])
  expect(found[0] + found[1]).toBe(2)
  const [row] = await db().select().from(duties).where(eq(duties.personId, rosa.personId))
  expect([row?.endedAt, row?.endedById]).toEqual([row?.endsAt, null])
})

it('the database refuses a longer shift, and a second one', async () => {
  const row = { personId: cast.samira.id, startedAt: sql`now()` }
  const begin = (hours: number) =>
    db()
      .insert(duties)
      .values({ ...row, id: newId(), endsAt: sql`now() + make_interval(hours => ${hours}::integer)` })
  await expect(begin(15)).rejects.toThrow()
  await begin(14)
  await expect(begin(14)).rejects.toThrow()
})

it('every screen of every process is told who came and who went', async () => {
  other = new Hub().start()
  for (const one of [hub(), other]) await vi.waitFor(() => expect(one.engine).toBe('up'))
  const [marco, felix] = [await actorAs('marco'), await actorAs('felix')]
  for (const house of [hub(), other]) listeners.push(new Listener(new Response(house.admit(felix, []).stream)).listen())
  const told = () => listeners.map((one) => one.all('duty').map(({ personId, duty }) => [personId, duty !== null]))
  await vi.waitFor(() => expect(listeners.every((one) => one.all('hello').length > 0)).toBe(true))
  const id = newId()
  await expect
    .poll(async () => {
      await startShift(marco, { id })
      return told()
    })
    .toEqual([[[marco.personId, true]], [[marco.personId, true]]].map((one) => expect.arrayContaining(one)))
  await endShift(marco, { id })
  const over = [marco.personId, false]
  await expect.poll(() => told().map((one) => one.at(-1))).toEqual([over, over])
})

it('what a standing comes to goes by the moment it is asked at', () => {
  const duty = { id: newId(), startedAt: '2026-11-26T06:00:00.000Z', endsAt: '2026-11-26T20:00:00.000Z' }
  const standing = { personId: cast.hana.id, departmentIds: [], duty, absence: null, asOf: duty.startedAt }
  const at = (time: string) => Date.parse(`2026-11-26T${time}:00.000Z`)
  expect(presenceAt(standing, at('19:59'))).toBe('on_duty')
  expect(presenceAt(standing, at('20:00'))).toBeNull()
  const absence = { id: newId(), setById: cast.felix.id, until: '2026-11-26T18:00:00.000Z' }
  expect(presenceAt({ ...standing, absence }, at('17:00'))).toBe('off_today')
  expect(presenceAt(undefined, at('17:00'))).toBeNull()
})
