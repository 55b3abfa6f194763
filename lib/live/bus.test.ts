/** The bus reader against a Redis that lost what it had read, and against links that fail while it finds out. */
import { afterEach, expect, it, vi } from 'vitest'
import { onRedis } from '@/lib/redis'
import { BusReader } from './bus'
import { BusLane } from './bus-lane'
import { busKey, PARTITIONS } from './keys'

const key = busKey(PARTITIONS[0] ?? '')
let reader: BusReader
let seen: number[] = []
let ups: boolean[] = []

async function begin(): Promise<void> {
  seen = []
  ups = []
  reader = new BusReader({
    onRecords: (records) => {
      for (const record of records) if (record.type === 'access') seen.push(record.accessVersion)
    },
    onUp: (lost) => ups.push(lost),
    onDown: () => {},
  })
  reader.start()
  await vi.waitFor(() => expect(ups).toEqual([false]), 5_000)
}
afterEach(async () => {
  vi.restoreAllMocks()
  await reader.stop()
})

const write = (id: string, accessVersion: number) =>
  onRedis('test', 3_000, (redis) => redis.xAdd(key, id, { r: JSON.stringify({ type: 'access', accessVersion }) }))
const forget = () => onRedis('test', 3_000, (redis) => redis.del(key))

it('starts over when a promoted replica lacks the newest records and its clock is behind', async () => {
  await begin()
  await write('9000-0', 1)
  await vi.waitFor(() => expect(seen).toEqual([1]), 5_000)
  // As the replica has it: not what we read last, and smaller ids than it from now on.
  await forget()
  await write('8000-0', 2)
  await write('8001-0', 3)
  reader.hangUp()
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]), 10_000)
  expect(ups).toEqual([false, true])
})

it('tells that a place was lost also when the link that found out failed before it could', async () => {
  await forget()
  await begin()
  await write('9000-0', 1)
  await vi.waitFor(() => expect(seen).toEqual([1]), 5_000)
  await forget()
  const check = BusLane.prototype as unknown as { tellUp(): void }
  const broken = vi.spyOn(check, 'tellUp').mockImplementationOnce(() => {
    throw new Error('the link failed')
  })
  reader.hangUp()
  await vi.waitFor(() => expect(ups).toEqual([false, true]), 10_000)
  expect(broken.mock.calls.length).toBeGreaterThan(1)
})
