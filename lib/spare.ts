/** Time to spare, for work that nobody waits for: a process with people at it lets that wait, as after a start, when everybody
 *  comes back at once. */
import 'server-only'
import { performance } from 'node:perf_hooks'

/** The share of its time for which the event loop may have been at work. */
const BUSY = 0.5
/** What has waited for so long goes on all the same. */
const AT_LATEST_MS = 5 * 60_000

/** Answers a question: is there time to spare now, by how busy this process was since it was asked last? The first time there is
 *  none, for nothing is known yet. */
export function sparing(atLatestMs = AT_LATEST_MS): () => boolean {
  let since: ReturnType<typeof performance.eventLoopUtilization> | null = null
  let waitingSince = performance.now()
  return () => {
    const before = since
    since = performance.eventLoopUtilization()
    const isBusy = before === null || performance.eventLoopUtilization(since, before).utilization > BUSY
    if (isBusy && performance.now() - waitingSince < atLatestMs) return false
    waitingSince = performance.now()
    return true
  }
}
