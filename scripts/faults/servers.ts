/** Servers that die, leave, or stand still. */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { AFTER, type Fault } from './fault'
import type { House } from './house'

const FROZEN_MS = 10_000

export const SERVERS: Fault[] = [
  {
    name: 'app-killed',
    inShort: true,
    run: async ({ hotel, load }) => {
      await hotel.app.kill()
      await hotel.app.start()
      await load.goesOn(AFTER)
    },
  },
  {
    name: 'app-terminated',
    run: async ({ hotel, load }) => {
      await hotel.app.stop()
      await hotel.app.start()
      await load.goesOn(AFTER)
    },
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
  { name: 'redis-frozen', run: (house) => freeze(house, [house.hotel.redis.pid()]) },
  { name: 'postgres-frozen', run: (house) => freeze(house, familyOf(house.hotel.postgres.pid())) },
]

async function freeze({ load }: House, pids: number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP')
  try {
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

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // One connection's process may have ended meanwhile.
  }
}
