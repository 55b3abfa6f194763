/** Work that a process does again and again until it is stopped, one round after the other. The pauses are jittered, so
 *  that several processes do not keep step. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'

/** There is more to do before the usual pause is over. A shape of its own: what work happens to count is no time. */
export interface Sooner {
  inMs: number
}

// biome-ignore lint/suspicious/noConfusingVoidType: most work answers nothing at all
export type Work = () => Promise<Sooner | undefined | void>

interface Bell {
  /** Calls `ring` when there may be something to do before the pause is over; answers how to stop that. */
  bell?: (ring: () => void) => () => void
}

/** Begins at once, then about every `everyMs`, and sooner when the work says that it has more to do, or when it is rung for. What
 *  it answers stops it, and resolves when the running round has ended. The work sees to its own failures. */
export function repeat(everyMs: number, work: Work, { bell }: Bell = {}): () => Promise<void> {
  let isOver = false
  let waking = new AbortController()
  const stopBell = bell?.(() => waking.abort())
  const run = async () => {
    while (!isOver) {
      // Before the work: whoever rings while it runs may have come too late for it.
      waking = new AbortController()
      const sooner = await work()
      const pauseMs = Math.min(everyMs * (0.75 + Math.random() / 2), sooner?.inMs ?? Number.POSITIVE_INFINITY)
      if (!isOver) await pause(pauseMs, undefined, { signal: waking.signal, ref: false }).catch(() => {})
    }
  }
  const done = run()
  return () => {
    isOver = true
    waking.abort()
    stopBell?.()
    return done
  }
}
