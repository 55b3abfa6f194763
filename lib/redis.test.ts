/** When the shared connection to Redis counts as dead. */
import { expect, it, vi } from 'vitest'
import { isOfRedis, onRedis, redis } from './redis'

const never = () => new Promise<never>(() => {})
const miss = () => onRedis('a test', 10, never).catch((error: unknown) => error)
const answer = () => onRedis('a test', 3_000, (client) => client.ping())

it('is not dialled anew by one stall, however many were waiting', async () => {
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
  const before = redis()
  await Promise.all(Array.from({ length: 10 }, miss))
  expect(redis()).toBe(before)
  await answer()
})

it('is dialled anew by three misses one after the other, and not by those around an answer', async () => {
  const before = redis()
  for (const call of [miss, miss, answer, miss, miss]) await call()
  expect(redis()).toBe(before)
  await miss()
  expect(redis()).not.toBe(before)
})

it('tells its own failures from those of others', async () => {
  expect(isOfRedis(await miss())).toBe(true)
  expect(isOfRedis(new Error('PostgreSQL is away'))).toBe(false)
})
