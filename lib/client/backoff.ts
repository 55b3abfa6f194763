/** How long to wait before trying again: exponential with full jitter, so that a thousand screens that lost the server at
 *  once do not come back at once. */

interface Bounds {
  baseMs: number
  maxMs: number
}

export const RECONNECT: Bounds = { baseMs: 500, maxMs: 8_000 }

/** Milliseconds before attempt `attempt` (from 0). */
export function backoff(attempt: number, random: () => number = Math.random, bounds: Bounds = RECONNECT): number {
  const ceiling = Math.min(bounds.maxMs, bounds.baseMs * 2 ** Math.min(attempt, 16))
  return Math.round(random() * ceiling)
}
