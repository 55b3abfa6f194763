import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, it, vi } from 'vitest'
import { outside } from '@/lib/outside'
import { newId } from '@/lib/schema'
import { pace } from './pace'

it('sets its timer of a minute outside of the request that it counts, which could not be let go before', async () => {
  outside()
  const requests = new AsyncLocalStorage<string>()
  const { setTimeout: set } = globalThis
  const setIn: unknown[] = []
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms: number) => {
    setIn.push(requests.getStore())
    return set(work, ms)
  }) as typeof setTimeout)
  await requests.run('a request', () => pace(newId(), 'write'))
  expect(setIn).toEqual([undefined])
})
