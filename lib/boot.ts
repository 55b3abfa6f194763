/** What a process starts before its first request, and how it takes its leave: `bye` to every stream, then nothing waits. */
import 'server-only'
import { startAlerts } from './alerts/errand'
import { runDutyClock } from './duty/clock'
import { freshen } from './history/keeping'
import { sealSome } from './journal/sealing'
import { startClearingThreads } from './live/clearing'
import { hub } from './live/hub'
import { startSweeper } from './live/sweeper'
import { watchWires } from './live/wires'
import { log, wordsOf } from './log'
import { once } from './once'
import { sweepLeftovers } from './photos/leftovers'
import { onErasing } from './privacy/bell'
import { reconcileErasures } from './privacy/replay'
import { runRetention } from './privacy/retention-clock'
import { repeat, type Sooner } from './repeat'
import { freshenFactsAhead } from './reports/keeping'
import { inSpareTime } from './spare'
import { nextHoldEnds, runClock } from './tickets/clock'

const CLOCK_MS = 5_000
const LEFTOVERS_MS = 10 * 60_000
const READ_IN_MS = 15_000
/** What is still being talked about waits until somebody searches. */
const QUIET_MS = 60_000
/** So long at a time, and then a rest: after an upgrade there may be an hour of it. */
const READ_IN_MOST_MS = 100
const ERASING_MS = 10 * 60_000
/** The list of what was erased with the database: it may be long. */
const COMPARING_MS = 24 * 3_600_000
const ERASING_REST_MS = 500
const ERASING_RETRY_MS = 15_000
const SEALING_MS = 10 * 60_000
/** Between two steps of it, so that whoever writes is not kept waiting. */
const SEALING_REST_MS = 200

const running = () => once('running', () => ({ stops: [] as (() => Promise<void>)[] }))

/** Starts the live engine, the sweeper, the clock, the alerts, the clearing of photos that never arrived and of threads that Redis
 *  need not hold, the reading in of what is searched and counted, the sealing of what is older than digests, and erasing by the
 *  house's rules. Nothing here waits for Redis or PostgreSQL to be there. */
export async function boot(): Promise<void> {
  watchWires()
  hub()
  running().stops.push(
    startSweeper(hub().waiters.hasHeard),
    startClock(),
    startAlerts(),
    startClearing(),
    startReadingIn(),
    startSealing(),
    startErasing(),
    startClearingThreads(),
    startCounting(),
  )
}

/** Ends every stream and every reader; answers when that is done. */
export async function drain(): Promise<void> {
  await hub().drain()
  await Promise.all(running().stops.map((stop) => stop()))
  await hub().stop()
}

/** It sleeps until the next hold ends, and is rung for when one is set. */
const startClock = () =>
  repeat(CLOCK_MS, () => tellTime().catch((error: unknown) => log.warn({ error: wordsOf(error) }, 'clock')), {
    bell: (ring) => hub().onEntry(({ delivery }) => delivery.ticket?.hold?.until && ring()),
  })

/** Half of a photo waits a day for the other half. */
const startClearing = () =>
  repeat(LEFTOVERS_MS, () =>
    sweepLeftovers().then(
      () => undefined,
      (error: unknown) => log.warn({ error: wordsOf(error) }, 'photos that never arrived'),
    ),
  )

/** A search and a report read in what is missing by themselves; this leaves them little to do, in time that is to spare. */
const startReadingIn = () => inSpareTime(READ_IN_MS, () => freshen(READ_IN_MOST_MS, QUIET_MS), 'what is searched')
const startCounting = () => inSpareTime(READ_IN_MS, () => freshenFactsAhead(QUIET_MS), 'what is counted')

const startSealing = () =>
  repeat(SEALING_MS, () =>
    sealSome().then(
      (isAll) => (isAll ? undefined : { inMs: SEALING_REST_MS }),
      (error: unknown) => log.warn({ error: wordsOf(error) }, 'sealing of the journal'),
    ),
  )

/** What a restored backup has brought back goes first, then what the house's rules say. */
function startErasing() {
  let comparedAt = Number.NEGATIVE_INFINITY
  const erase = async () => {
    if (performance.now() - comparedAt > COMPARING_MS) {
      await reconcileErasures()
      comparedAt = performance.now()
    }
    return (await runRetention()) ? { inMs: ERASING_REST_MS } : undefined
  }
  const work = () =>
    erase().catch((error: unknown) => {
      log.warn({ error: wordsOf(error) }, 'erasing')
      return { inMs: ERASING_RETRY_MS }
    })
  return repeat(ERASING_MS, work, { bell: onErasing })
}

async function tellTime(): Promise<Sooner | undefined> {
  await runClock()
  await runDutyClock()
  const ms = await nextHoldEnds()
  // One that cannot be ended must not be tried without pause.
  return ms === null || ms <= 0 ? undefined : { inMs: ms + 1 }
}
