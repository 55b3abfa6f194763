/** The bus reader against a Redis that lost what it had read, and against links that fail while it finds out. */
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { onRedis } from '@/lib/redis'
import { BusReader } from './bus'
import { BusLane } from './bus-lane'
import { busKey, PARTITIONS } from './keys'
import { listenToWhispers } from './whispers'

const { check } = BusLane.prototype as unknown as { check(): Promise<void> }
const key = busKey(PARTITIONS[0] ?? '')
let reader: BusReader
let seen: number[] = []
let past: number[] = []
let ups: boolean[] = []

async function begin(): Promise<void> {
  seen = []
  past = []
  ups = []
  reader = new BusReader({
    onRecords: (records, isPast) => {
      for (const record of records) if (record.type === 'access') (isPast ? past : seen).push(record.accessVersion)
    },
    onUp: (lost) => ups.push(lost),
    onDown: () => {},
  })
  reader.start()
  await vi.waitFor(() => expect(ups).toEqual([false]))
}
afterEach(async () => {
  vi.restoreAllMocks()
  await reader.stop()
})

const write = (id: string, accessVersion: number) =>
  onRedis('test', 3_000, (redis) => redis.xAdd(key, id, { r: JSON.stringify({ type: 'access', accessVersion }) }))
const forget = () => onRedis('test', 3_000, (redis) => redis.del(key))

it('starts over when a promoted replica lacks the newest records and its clock is behind: what it has already is past', async () => {
  await begin()
  await write('9000-0', 1)
  await vi.waitFor(() => expect(seen).toEqual([1]))
  // As the replica has it: not what we read last, and smaller ids than it from now on.
  await forget()
  await write('8000-0', 2)
  await write('8001-0', 3)
  reader.hangUp()
  await vi.waitFor(() => expect(past).toEqual([2, 3]))
  expect(ups).toEqual([false, true])
  await write('8001-1', 4)
  await vi.waitFor(() => expect(seen).toEqual([1, 4]))
  expect(past).toEqual([2, 3])
})

it('takes what came while it was silent for past, and after one redial that succeeds for news', async () => {
  await forget()
  await write('1-0', 0)
  await begin()
  const dialling = vi.spyOn(BusLane.prototype as unknown as { check(): Promise<void> }, 'check')
  const failing = (times: number) => {
    for (let time = 0; time < times; time++) dialling.mockRejectedValueOnce(new Error('away'))
    dialling.mockImplementationOnce(async function (this: BusLane, ...args: unknown[]) {
      await write(`${2 + times}-0`, times)
      return Reflect.apply(check, this, args)
    })
  }
  failing(0)
  reader.hangUp()
  await vi.waitFor(() => expect(seen).toEqual([0]))
  failing(2)
  reader.hangUp()
  await vi.waitFor(() => expect(past).toEqual([2]))
  expect(seen).toEqual([0])
  expect(ups).toEqual([false, false])
})

it('finds at once, and not by its timer, that a bus began anew behind the ids it had read', async () => {
  await forget()
  await begin()
  let isListening = false
  const stop = listenToWhispers(
    (said) => said.event === 'begun' && reader.doubt(said.bus),
    () => {
      isListening = true
    },
  )
  onTestFinished(stop)
  await vi.waitFor(() => expect(isListening).toBe(true))
  await write('9999999999999-0', 1)
  await vi.waitFor(() => expect(seen).toEqual([1]))
  await forget()
  const record = JSON.stringify({ type: 'access', accessVersion: 2 })
  await onRedis('test', 3_000, (redis) => redis.publishControl(key, record))
  // Sooner than the look that it takes every 20 s.
  await vi.waitFor(() => expect([...seen, ...past]).toContain(2), 10_000)
  expect(ups).toEqual([false, true])
})

it('tells that a place was lost also when the link that found out failed before it could', async () => {
  await forget()
  await begin()
  await write('9000-0', 1)
  await vi.waitFor(() => expect(seen).toEqual([1]))
  await forget()
  const check = BusLane.prototype as unknown as { tellUp(): void }
  const broken = vi.spyOn(check, 'tellUp').mockImplementationOnce(() => {
    throw new Error('the link failed')
  })
  reader.hangUp()
  await vi.waitFor(() => expect(ups).toEqual([false, true]))
  expect(broken.mock.calls.length).toBeGreaterThan(1)
})
