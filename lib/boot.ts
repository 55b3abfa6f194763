/** What a process starts before its first request, and how it takes its leave: `bye` to every stream, then nothing waits. */
import 'server-only'
import { startAlerts } from './alerts/errand'
import { runDutyClock } from './duty/clock'
import { freshen } from './history/keeping'
import { hub } from './live/hub'
import { startSweeper } from './live/sweeper'
import { watchWires } from './live/wires'
import { log, wordsOf } from './log'
import { once } from './once'
import { sweepLeftovers } from './photos/leftovers'
import { repeat } from './repeat'
import { nextHoldEnds, runClock } from './tickets/clock'

const CLOCK_MS = 5_000
const LEFTOVERS_MS = 10 * 60_000
const READ_IN_MS = 15_000

const running = () => once('running', () => ({ stops: [] as (() => Promise<void>)[] }))

/** Starts the live engine, the sweeper, the clock, the alerts, the clearing of photos that never
 *  arrived and the reading in of what is searched. Nothing here waits for Redis or PostgreSQL to be there. */
export async function boot(): Promise<void> {
  watchWires()
  hub()
  running().stops.push(
    startSweeper(hub().waiters.hasHeard),
    startClock(),
    startAlerts(),
    startClearing(),
    startReadingIn(),
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
    sweepLeftovers().catch((error: unknown) => log.warn({ error: wordsOf(error) }, 'photos that never arrived')),
  )

/** A search reads in what is missing by itself; this leaves it little to do. */
const startReadingIn = () =>
  repeat(READ_IN_MS, () =>
    freshen().then(
      // What a search would not wait for goes on at once.
      (isWhole) => (isWhole ? undefined : 0),
      (error: unknown) => log.warn({ error: wordsOf(error) }, 'what is searched'),
    ),
  )

async function tellTime(): Promise<number | undefined> {
  await runClock()
  await runDutyClock()
  const ms = await nextHoldEnds()
  // One that cannot be ended must not be tried without pause.
  return ms === null || ms <= 0 ? undefined : ms + 1
}
