/** Since when it has not been sure in this process that everything is published: the sweeper starts there, and the hub looks at
 *  its own link when it was Redis that failed. */
import 'server-only'
import { log, wordsOf } from '@/lib/log'
import { once } from '@/lib/once'
import { isOfRedis } from '@/lib/redis'

/** An entry may have committed this long before its publishing was seen to fail. */
const MARGIN_MS = 10_000

interface Outage {
  since: number | null
  /** When something failed last. */
  failedAt: number
  isSuspected: boolean
  isDoubted: boolean
  suspect: Set<() => void>
}

const state = () =>
  once(
    'outage',
    (): Outage => ({ since: null, failedAt: 0, isSuspected: false, isDoubted: false, suspect: new Set<() => void>() }),
  )

export function markOutage(error: unknown): void {
  const outage = state()
  if (outage.since === null)
    log.warn({ error: wordsOf(error) }, 'not everything may be published; the sweeper will send what is missing')
  outage.failedAt = Date.now()
  outage.since ??= outage.failedAt - MARGIN_MS
  if (outage.isSuspected || !isOfRedis(error)) return
  outage.isSuspected = true
  for (const look of outage.suspect) look()
}

/** Milliseconds since 1970, or null when nothing has failed since the last full sweep. */
export const outageSince = (): number | null => state().since

/** Everything committed before `sweptAt` has been published. What has failed since then stays marked. */
export function endOutage(sweptAt: number): void {
  const outage = state()
  outage.isSuspected = false
  outage.since = outage.failedAt < sweptAt ? null : sweptAt - MARGIN_MS
}

/** Redis may have forgotten what was published: the next sweep asks it. */
export function doubtPublished(): void {
  state().isDoubted = true
}

/** Whether it has been doubted since this was last asked. */
export function takeDoubt(): boolean {
  const { isDoubted } = state()
  state().isDoubted = false
  return isDoubted
}

/** Calls `look` when Redis fails for the first time since the last full sweep; answers how to stop that. */
export function onSuspicion(look: () => void): () => void {
  state().suspect.add(look)
  return () => state().suspect.delete(look)
}
