/** Restarting what ends by itself. */
import { describe, expect, it, vi } from 'vitest'
import { keepAlive } from './keep-alive.mjs'

const patience = { deaths: 3, withinMs: 60_000, longestWaitMs: 1 }

function server(pid: number) {
  let end = () => {}
  const gone = new Promise<void>((resolve) => {
    end = resolve
  })
  return { pid, gone, die: end, stop: vi.fn(async () => end()) }
}

describe('keepAlive', () => {
  it('gives up in words when what it starts keeps ending', async () => {
    const onHopeless = vi.fn()
    const start = vi.fn(async () => {
      throw new Error('Its port is taken.')
    })
    const first = server(1)
    keepAlive({ name: 'Redis', first, start, onStart: () => {}, onHopeless, patience })
    first.die()
    await expect.poll(() => onHopeless.mock.calls).toEqual([[expect.stringContaining('Redis has stopped 4 times')]])
    expect(onHopeless.mock.calls[0]?.[0]).toContain('Its port is taken.')
    expect(start).toHaveBeenCalledTimes(3)
  })

  it('stops what is running now, and starts nothing after that', async () => {
    const [first, second] = [server(1), server(2)]
    const start = vi.fn(async () => second)
    const kept = keepAlive({ name: 'Redis', first, start, onStart: () => {}, onHopeless: () => {}, patience })
    first.die()
    await expect.poll(() => kept.pid()).toBe(2)
    await kept.stop()
    expect(second.stop).toHaveBeenCalled()
    expect(start).toHaveBeenCalledTimes(1)
  })

  it('also stops a server that was just being started', async () => {
    const [first, second] = [server(1), server(2)]
    let finish = () => {}
    const begun = new Promise<typeof second>((resolve) => {
      finish = () => resolve(second)
    })
    const start = vi.fn(() => begun)
    const kept = keepAlive({ name: 'Redis', first, start, onStart: () => {}, onHopeless: () => {}, patience })
    first.die()
    await expect.poll(() => start.mock.calls.length).toBe(1)
    const stopped = kept.stop()
    finish()
    await stopped
    expect(second.stop).toHaveBeenCalled()
  })
})
