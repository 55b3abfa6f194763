/** Servers that die, leave, or stand still. */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Device } from './device'
import { AFTER, type Fault } from './fault'
import { readersOf } from './guests'
import type { House } from './house'
import { until } from './waiting'

const FROZEN_MS = 10_000

export const SERVERS: Fault[] = [
  {
    name: 'app-killed',
    inShort: true,
    run: (house) => endAmid(house, () => house.hotel.app.kill()),
  },
  {
    name: 'app-terminated',
    run: (house) => endAmid(house, () => house.hotel.app.stop()),
  },
  {
    name: 'redis-killed',
    inShort: true,
    run: async ({ hotel, load }) => {
      await hotel.redis.kill()
      // The journal is enough to write.
      await load.goesOn(AFTER)
      await hotel.redis.start()
      await load.goesOn(AFTER)
    },
  },
  {
    name: 'postgres-killed',
    inShort: true,
    run: async ({ hotel, load }) => {
      await hotel.postgres.kill()
      await pause(1_000)
      await hotel.postgres.start()
      await load.goesOn(AFTER)
    },
  },
  { name: 'redis-frozen', run: (house) => freeze(house, [house.hotel.redis.pid()], true) },
  { name: 'postgres-frozen', run: (house) => freeze(house, familyOf(house.hotel.postgres.pid()), false) },
]

/** Ends the app as soon as the first of those who have a ticket open has got a message: the others have it from the next. */
async function endAmid({ hotel, guests, load, notes }: House, end: () => Promise<unknown>): Promise<void> {
  const room = guests.rooms.find(({ ticketId }) => readersOf(guests, ticketId).length > 2)
  if (!room) throw new Error('no ticket that several have open')
  const readers = readersOf(guests, room.ticketId)
  const before = Math.min(...readers.map((device) => device.shown(room.ticketId)))
  const heard = () => readers.filter((device) => device.shown(room.ticketId) > before)
  const said = load.say(room.within[0] as Device, room.ticketId, 'Before it ends')
  await until(() => heard().length > 0, 'the first to hear it')
  const first = heard().length
  await end()
  notes.push(`${first} of ${readers.length} had it when the app ended`)
  await hotel.app.start()
  await said
  await load.goesOn(AFTER)
}

async function freeze({ load }: House, pids: number[], goesOnMeanwhile: boolean): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP')
  try {
    if (goesOnMeanwhile) await load.goesOn(AFTER)
    await pause(FROZEN_MS)
  } finally {
    for (const pid of pids) signal(pid, 'SIGCONT')
  }
  await load.goesOn(AFTER)
}

/** PostgreSQL has a process for each connection. */
const familyOf = (pid: number): number[] => [
  pid,
  ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).map(Number),
]

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // One connection's process may have ended meanwhile.
  }
}
