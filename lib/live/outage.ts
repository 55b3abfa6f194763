/** Since when publishing has been failing in this process: the sweeper starts there, and the hub looks at its own link. */
import 'server-only'
import { log, wordsOf } from '@/lib/log'
import { once } from '@/lib/once'

/** An entry may have committed this long before its publishing was seen to fail. */
const MARGIN_MS = 10_000

const state = () => once('outage', () => ({ since: null as number | null, suspect: new Set<() => void>() }))

export function markOutage(error: unknown): void {
  const outage = state()
  if (outage.since === null)
    log.warn({ error: wordsOf(error) }, 'publishing fails; the sweeper will send what is missing')
  outage.since ??= Date.now() - MARGIN_MS
  for (const look of outage.suspect) look()
}

/** Milliseconds since 1970, or null when nothing has failed since the last full sweep. */
export const outageSince = (): number | null => state().since

/** Everything since `began` has been published. An outage that began later stays marked. */
export function endOutage(began: number): void {
  const outage = state()
  if (outage.since === began) outage.since = null
}

/** Calls `look` when publishing begins to fail; answers how to stop that. */
export function onSuspicion(look: () => void): () => void {
  state().suspect.add(look)
  return () => state().suspect.delete(look)
}
