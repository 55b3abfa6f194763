// @vitest-environment happy-dom
/** One flag on one place under one id, until it is known what became of it. */
import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { InWords } from '@/components/shell/stage'
import { useFlagging } from './use-flagging'

vi.mock('@/components/live/live-provider', async () => (await import('@/lib/client/outbox-rehearsal')).playedLive())
// Asked once: what comes of asking again is tested where that is.
vi.mock('@/lib/client/until-known', () => ({ untilKnown: <T,>(ask: () => Promise<T>) => ask() }))

const asked: { placeId: string; id: string }[] = []
const flag = { kind: 'vip', note: '', until: '2026-11-27T06:00:00.000Z' } as const

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('fetch', async (path: string) => {
    const [, , , placeId = '', , id = ''] = path.split('/')
    asked.push({ placeId, id })
    throw new TypeError('the network is away')
  })
})
afterEach(() => vi.unstubAllGlobals())

it('is asked for again under its id, and of another place under another', async () => {
  const { result, rerender } = renderHook(({ placeId }) => useFlagging(placeId), {
    initialProps: { placeId: '412' },
    wrapper: InWords,
  })
  const set = () => act(async () => expect(await result.current.set(flag)).toBe(false))
  await set()
  await set()
  rerender({ placeId: '305' })
  await set()
  const [first, again, elsewhere] = asked
  expect(again).toEqual(first)
  expect(elsewhere?.placeId).toBe('305')
  expect(elsewhere?.id).not.toBe(first?.id)
})
