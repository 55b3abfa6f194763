/** Time to spare, for work that nobody waits for: a process with people at it lets that wait, as after a start, when everybody
 *  comes back at once. */
import 'server-only'
import { performance } from 'node:perf_hooks'
import { log, wordsOf } from './log'
import { repeat } from './repeat'

/** The share of its time for which the event loop may have been at work. */
const BUSY = 0.5
/** What has waited for so long no longer waits, until there has been time to spare again. */
const AT_LATEST_MS = 5 * 60_000
/** Until it is looked again. */
const BUSY_MS = 1_000
/** Between two bits of the work, for the people who write meanwhile. */
const REST_MS = 300

/** Answers a question: is there time to spare now, by how busy this process was since it was asked last? The first time there is
 *  none, for nothing is known yet. */
export function sparing(atLatestMs = AT_LATEST_MS): () => boolean {
  let since: ReturnType<typeof performance.eventLoopUtilization> | null = null
  let busySince = performance.now()
  return () => {
    const before = since
    since = performance.eventLoopUtilization()
    const isBusy = before === null || performance.eventLoopUtilization(since, before).utilization > BUSY
    if (!isBusy) busySince = performance.now()
    return performance.now() - busySince >= atLatestMs || !isBusy
  }
}

/** Work that comes in bits, about every `everyMs`, as far as there is time to spare. A bit answers whether it was the last; a
 *  failure of `what` is logged, and comes again in its turn. What this answers stops it, as of `repeat`. */
export function inSpareTime(everyMs: number, bit: () => Promise<boolean>, what: string, isSpare = sparing()) {
  return repeat(everyMs, async () => {
    if (!isSpare()) return { inMs: BUSY_MS }
    return bit().then(
      (isLast) => (isLast ? undefined : { inMs: REST_MS }),
      (error: unknown) => log.warn({ error: wordsOf(error) }, what),
    )
  })
}
