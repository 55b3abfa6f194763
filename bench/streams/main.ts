/** Opens the hotel, seats the screens, lets people write, waits for the last entry, and judges. */
import { setTimeout as pause } from 'node:timers/promises'
import { departments } from '@/db/cast'
import { closeDatabase } from '@/db/client'
import { Live } from '@/lib/client/live'
import { newId } from '@/lib/schema'
import { until } from '../../scripts/faults/waiting'
import { connectionsTo } from '../../scripts/services/connections.mjs'
import { percentile } from '../figures.mjs'
import { openOwnHotel } from '../hotel'
import { Judge } from './judge'
import { type Load, readLoad } from './load'
import { signIn } from './people'
import type { Person } from './person'

const WARM_UP_SECONDS = 2
const LAST_ENTRY_MS = 15_000
const MOST_CONNECTIONS = 4
const MOST_ATTEMPTS = 5

const load = readLoad(process.argv.slice(2))
const hotel = await enter()
let failed = true
try {
  failed = await run(load, hotel.origin)
} finally {
  await closeDatabase().catch(() => {})
  await hotel.close()
}
process.exit(failed ? 1 : 0)

/** The hotel that `--url` names, or one of our own; its settings are in the environment afterwards. */
async function enter(): Promise<{ origin: string; close(): Promise<void> }> {
  if (load.url) return { origin: new URL(load.url).origin, close: async () => {} }
  return openOwnHotel()
}

async function run(load: Load, origin: string): Promise<boolean> {
  const people = await signIn(load.people, origin)
  const tickets = await Promise.all(
    Array.from({ length: load.tickets }, (_, index) =>
      at(people, index).openTicket(`Load ${index + 1}`, departments.housekeeping.id),
    ),
  )
  const judge = new Judge()
  const screens = seat(load, people, tickets, judge)
  await until(
    () => screens.every(({ state }) => state.read().mode === 'live'),
    'every screen to be live',
    LAST_ENTRY_MS,
  )
  console.log(`${load.streams} streams, each with ${load.open} of ${load.tickets} tickets open`)
  const refused = await write(load, people, tickets, judge)
  const connections = await connectionsTo(process.env.REDIS_URL ?? '')
  await until(() => judge.isComplete, 'the last entry', LAST_ENTRY_MS).catch((error: Error) =>
    console.log(error.message),
  )
  for (const screen of screens) screen.stop()
  return report(judge, refused, connections)
}

function seat(load: Load, people: Person[], tickets: string[], judge: Judge): Live[] {
  return Array.from({ length: load.streams }, (_, number) => {
    const live = new Live(at(people, number).browser())
    const open = Array.from({ length: load.open }, (_, index) => at(tickets, number * load.open + index * 7))
    const show = judge.seat(new Map(open.map((ticketId) => [ticketId, 1])))
    live.subscribe((event) => {
      if (event.event === 'entry') show(event.data)
    })
    // Every ticket has the entry of its opening.
    for (const ticketId of new Set(open)) live.watch(ticketId, 1)
    live.start()
    return live
  })
}

/** At a fixed rate, whatever the answers do: a message that is sent late counts from when it was due. Answers how many were
 *  not accepted. */
async function write({ seconds, rate }: Load, people: Person[], tickets: string[], judge: Judge): Promise<number> {
  const began = performance.now()
  const count = (seconds + WARM_UP_SECONDS) * rate
  const answers: Promise<void>[] = []
  let refused = 0
  for (let number = 0; number < count; number++) {
    const due = began + (number * 1_000) / rate
    await pause(Math.max(0, due - performance.now()))
    const id = newId()
    if (number >= WARM_UP_SECONDS * rate) judge.dueAt.set(id, due)
    answers.push(
      insist(() => at(people, number).send(at(tickets, number * 31), id, `Message ${number + 1} 🧺`))
        .then(({ entry }) => judge.acknowledge(entry))
        .catch((error: Error) => {
          refused++
          console.log(error.message)
        }),
    )
  }
  await Promise.all(answers)
  return refused
}

/** As the page's outbox does: a send whose outcome is unknown is tried again under the same id. */
async function insist<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error
      await pause(500 * attempt)
    }
  }
}

function report(judge: Judge, refused: number, connections: string[]): boolean {
  const { lost, twice, outOfOrder, deliveries, delays } = judge.verdict()
  const ms = (share: number) => `${percentile(delays, share).toFixed(1)} ms`
  console.log(
    `refused ${refused} · lost ${lost} · twice ${twice} · out of order ${outOfOrder} · of ${deliveries} deliveries`,
  )
  console.log(`from due to shown: p50 ${ms(0.5)} · p99 ${ms(0.99)} · max ${ms(1)}`)
  console.log(`connections to Redis: ${connections.length} (${connections.join(', ')})`)
  return refused + lost + twice + outOfOrder > 0 || deliveries === 0 || connections.length > MOST_CONNECTIONS
}

function at<T>(items: T[], number: number): T {
  const item = items[number % items.length]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}
