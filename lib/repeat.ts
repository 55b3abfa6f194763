/** Work that a process does again and again until it is stopped, one round after the other. The pauses are jittered, so
 *  that several processes do not keep step. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'

/** Begins at once, then about every `everyMs`. What it answers stops it, and resolves when the running round has ended.
 *  The work sees to its own failures. */
export function repeat(everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const run = async () => {
    while (!signal.aborted) {
      await work()
      await pause(everyMs * (0.75 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const done = run()
  return () => {
    stopping.abort()
    return done
  }
}
