import { expect, it } from 'vitest'
import { db } from '@/db/client'
import { asking, opened } from '@/lib/tickets/specimen'
import { actorAs } from '@/scripts/stage/stage'
import { freshen } from './keeping'
import { stretches } from './search'

it('looks through no more than there is, whatever number it is to begin at', async () => {
  await opened(await actorAs('felix'), asking())
  while (!(await freshen()));
  const looks = async (before: number | null) => [...(await db().execute(stretches(before)))]
  const all = await looks(null)
  expect(all.length).toBeGreaterThan(0)
  expect(await looks(999_999_999)).toEqual(all)
  expect((await looks(1)).length).toBeLessThanOrEqual(1)
})
