/** What is said of a standing is in an order that is true of it, however reading falls between changing and committing. */
import { expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { slowCommits } from '@/scripts/stage/slow-commit'
import { actorAs } from '@/scripts/stage/stage'
import { endShift, startShift } from './duty'
import { listStandings } from './standings'

const { before, lateRows } = slowCommits('duties')

it('a list that was read while a shift had yet to end is older than the news of that', async () => {
  const [hana, id] = [await actorAs('hana'), newId()]
  await startShift(hana, { id })
  const { changed, seen } = await before(
    () => endShift(hana, { id }),
    async () => (await listStandings(hana)).find((one) => one.personId === hana.personId),
  )
  expect([seen?.duty?.id, changed.duty]).toEqual([id, null])
  expect([changed.asOf, seen?.asOf].sort()).toEqual([seen?.asOf, changed.asOf])
  expect(changed.asOf).not.toBe(seen?.asOf)
})

it('a list is of before it was read', async () => {
  const rosa = await actorAs('rosa')
  await startShift(rosa, { id: newId() })
  const { read, heldUntil } = await lateRows(() => listStandings(rosa))
  expect(Date.parse(read[0]?.asOf ?? '')).toBeLessThanOrEqual(heldUntil.getTime())
})
