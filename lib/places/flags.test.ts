/** What is said of a place is in an order that is true of it, however reading falls between changing and committing. */
import { expect, it } from 'vitest'
import { roomId } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/ids'
import { slowCommits } from '@/scripts/stage/slow-commit'
import { actorAs } from '@/scripts/stage/stage'
import { endFlag, listFlags, setFlag } from './flags'

const { before, lateRows } = slowCommits('place_flags')

async function flagged(placeId: string): Promise<{ felix: Actor; id: string; asOf: string }> {
  const [felix, id, until] = [await actorAs('felix'), newId(), new Date(Date.now() + 86_400_000).toISOString()]
  const { asOf } = await setFlag(felix, placeId, id, { kind: 'do_not_disturb', note: '', until })
  return { felix, id, asOf }
}

it('a list that was read while a change had yet to commit is older than its news', async () => {
  const placeId = roomId(412)
  const { felix, id } = await flagged(placeId)
  const { changed, seen } = await before(
    () => endFlag(felix, placeId, id),
    async () => (await listFlags(felix)).find((one) => one.placeId === placeId),
  )
  expect([seen?.flags.map((flag) => flag.id), changed.flags]).toEqual([[id], []])
  expect([changed.asOf, seen?.asOf].sort()).toEqual([seen?.asOf, changed.asOf])
  expect(changed.asOf).not.toBe(seen?.asOf)
})

it('a list is of before it was read', async () => {
  const { felix } = await flagged(roomId(413))
  const { read, heldUntil } = await lateRows(() => listFlags(felix))
  expect(Date.parse(read[0]?.asOf ?? '')).toBeLessThanOrEqual(heldUntil.getTime())
})

it('of two changes within a millisecond the later is said to be later', async () => {
  const { asOf } = await flagged(roomId(414))
  expect(asOf).toMatch(/T\d\d:\d\d:\d\d\.\d{6}Z$/)
})
