/** The same for many tickets, a few requests at a time. Each is a request of its own under an id of its own: it happens once,
 *  and what becomes of one says nothing about the others. */
import { ApiError } from './api'
import { untilKnown } from './until-known'

export type Outcome<T> =
  | { state: 'done'; value: T }
  /** The server said no: nothing happened. */
  | { state: 'refused'; error: unknown }
  /** No answer that says whether it happened: asking again under the same id is safe. */
  | { state: 'unknown'; error: unknown }
  /** Stopped before it was asked. */
  | { state: 'skipped' }

/** As many at a time as a browser has connections to spare beside the stream. */
const AT_ONCE = 4
/** Told to slow down, it waits as long as it is told, this often. */
const PATIENCE = 3

interface Asking<Job, T> {
  ask: (job: Job) => Promise<T>
  onOutcome?: (job: Job, outcome: Outcome<T>) => void
  /** What has not begun by then is skipped, and so is what was told to wait. */
  signal?: AbortSignal
}

/** The outcomes in the order of the jobs. Never throws. */
export async function forMany<Job, T>(
  jobs: readonly Job[],
  { ask, onOutcome, signal }: Asking<Job, T>,
): Promise<Outcome<T>[]> {
  const outcomes: Outcome<T>[] = jobs.map(() => ({ state: 'skipped' }))
  let next = 0
  const work = async () => {
    for (let at = next++; at < jobs.length; at = next++) {
      const job = jobs[at] as Job
      if (!signal?.aborted) outcomes[at] = await outcomeOf(() => ask(job), signal)
      onOutcome?.(job, outcomes[at] as Outcome<T>)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, jobs.length) }, work))
  return outcomes
}

/** Whether asking once more, under the same id, may still do it: a refusal stands, unless it was for want of time. */
export const isOpen = (outcome: Outcome<unknown>): boolean =>
  outcome.state === 'skipped' ||
  outcome.state === 'unknown' ||
  (outcome.state === 'refused' && isTooSoon(outcome.error))

async function outcomeOf<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { state: 'done', value: await untilKnown(ask) }
    } catch (error) {
      if (!isTooSoon(error) || attempt === PATIENCE)
        return { state: error instanceof ApiError && error.isUnknown ? 'unknown' : 'refused', error }
      await pause(error.retryAfter ?? 1, signal)
      if (signal?.aborted) return { state: 'skipped' }
    }
  }
}

const isTooSoon = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 429

/** Cut short when it is stopped. */
const pause = (seconds: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
