/** Work that a process does again and again until it is stopped, one round after the other. The pauses are jittered, so
 *  that several processes do not keep step. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'

interface Bell {
  /** Calls `ring` when there may be something to do before the pause is over; answers how to stop that. */
  bell?: (ring: () => void) => () => void
}

/** Begins at once, then about every `everyMs`, and sooner when the work answers in how many milliseconds it has more to do,
 *  or when it is rung for. What it answers stops it, and resolves when the running round has ended. The work sees to its own
 *  failures. */
export function repeat(everyMs: number, work: () => Promise<unknown>, { bell }: Bell = {}): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  let waking = new AbortController()
  const stopBell = bell?.(() => waking.abort())
  const run = async () => {
    while (!signal.aborted) {
      // Before the work: whoever rings while it runs may have come too late for it.
      waking = new AbortController()
      const soonerMs = await work()
      const pauseMs = everyMs * (0.75 + Math.random() / 2)
      const ms = typeof soonerMs === 'number' ? Math.min(pauseMs, soonerMs) : pauseMs
      await pause(ms, undefined, { signal: AbortSignal.any([signal, waking.signal]), ref: false }).catch(() => {})
    }
  }
  const done = run()
  return () => {
    stopping.abort()
    stopBell?.()
    return done
  }
}
