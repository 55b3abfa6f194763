/** Keeps a process running: one that ends unasked is started again, and given up on in words when that does not help. */
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from '../say.mjs'

const PATIENCE = { deaths: 5, withinMs: 60_000, longestWaitMs: 5_000 }

/** @typedef {{ pid: number, gone: Promise<void>, stop(): Promise<void> }} Server */

/**
 * @template {Server} T
 * @param {object} options
 * @param {string} options.name for the person: "Redis"
 * @param {T} options.first already running
 * @param {() => Promise<T>} options.start the same again, on the same port
 * @param {(server: T) => void} options.onStart
 * @param {(sentence: string) => void} options.onHopeless
 * @param {typeof PATIENCE} [options.patience]
 * @returns {{ stop(): Promise<void>, pid(): number }}
 */
export function keepAlive({ name, first, start, onStart, onHopeless, patience = PATIENCE }) {
  const stopping = new AbortController()
  /** @type {T | undefined} */
  let current = first
  const watching = watch()

  async function watch() {
    /** @type {number[]} */
    let deaths = []
    let complaint = ''
    while (!stopping.signal.aborted) {
      await current?.gone
      if (stopping.signal.aborted) return
      current = undefined
      deaths = [...deaths.filter((at) => at > Date.now() - patience.withinMs), Date.now()]
      if (deaths.length > patience.deaths)
        return onHopeless(
          `${name} has stopped ${deaths.length} times within a minute, so I give up.${complaint && ` ${complaint}`}`,
        )
      say(`${name} stopped by itself; starting it again.`)
      await sleep(Math.min(50 * 4 ** (deaths.length - 1), patience.longestWaitMs), undefined, {
        signal: stopping.signal,
      }).catch(() => {})
      if (stopping.signal.aborted) return
      try {
        current = await start()
        if (!stopping.signal.aborted) onStart(current)
      } catch (error) {
        complaint = error.message
      }
    }
  }

  return {
    pid: () => current?.pid ?? 0,
    stop: async () => {
      stopping.abort()
      await current?.stop()
      // A start that was under way is waited for, and then stopped too.
      await watching
      await current?.stop()
    },
  }
}
