/** Somebody's rights change while the app or Redis cannot tell: what is said anew must go by what they may see now. */
import { departments } from '@/db/cast'
import { memberships } from '@/db/schema'
import { publishAccess } from '@/lib/live/publish'
import { Device } from './device'
import { AFTER, type Fault, requireEnded } from './fault'
import { invite, openTicket, signIn } from './guests'
import type { House } from './house'
import { withRedis } from './redis'
import { changeRights, endSessions, must } from './rights'
import { signal } from './servers'
import { until } from './waiting'

const { housekeeping, engineering, security } = departments
/** Another process hears nothing while Redis stands still, and asks PostgreSQL every 20 s. */
const ELSEWHERE_WITHIN_MS = 30_000

export const FORGOTTEN_RIGHTS: Fault[] = [
  {
    name: 'joined-before-redis-forgot',
    inShort: true,
    run: async (house) => {
      await joinThenForget(house, async () => {})
      await joinThenForget(house, async ({ hotel }) => {
        await hotel.redis.kill()
        await hotel.redis.start()
      })
      await house.load.goesOn(AFTER)
    },
  },
  { name: 'signed-out-while-redis-frozen', run: signOutWhileFrozen },
]

/** The app has just started, so that it knows of nothing but what Redis and the journal have. A ticket leaves a department,
 *  somebody joins that department, and Redis forgets: what was said before the ticket left is published anew, and is none of
 *  theirs. */
async function joinThenForget(house: House, after: (house: House) => Promise<void>): Promise<void> {
  const { hotel, guests, book, load } = house
  const manager = guests.devices[0] as Device
  const joiner = await invite('Joins', 'attendant', [security.id], hotel.origin)
  const ticketId = await openTicket(manager, book, { summary: 'Leaves', departmentId: housekeeping.id })
  comeForThisFault(house, joiner)
  guests.rooms.push({ ticketId, within: guests.devices.slice(0, 3) })
  await joiner.begin()
  await load.say(manager, ticketId, 'Before it left')
  await hotel.app.kill()
  await hotel.app.start()
  const isBack = () => [manager, joiner].every(({ live }) => live.state.read().mode === 'live')
  await until(isBack, 'the streams to be back after a restart')
  await must({ house, manager, ticketId }, 'PUT', 'department', 'transfer', {
    departmentId: engineering.id,
    reason: 'Not ours',
  })
  const viewer = {
    personId: joiner.personId,
    role: 'attendant' as const,
    departmentIds: [security.id, housekeeping.id],
  }
  const version = await changeRights(joiner, viewer, (tx) =>
    tx.insert(memberships).values({ personId: joiner.personId, departmentId: housekeeping.id }),
  )
  await publishAccess(version)
  await withRedis(hotel.redis.url, (redis) => redis.flushAll())
  await after(house)
  await load.say(manager, ticketId, 'After all was forgotten')
  await load.goesOn(AFTER)
}

/** Among the guests until this fault has been judged: what reached them wrongly is nobody's fault but this one's. */
function comeForThisFault({ guests, afterwards }: House, device: Device): void {
  guests.devices.push(device)
  afterwards.push(() => {
    device.leave()
    guests.devices = guests.devices.filter((one) => one !== device)
  })
}

/** One stream at the process that is asked, and one at another. */
async function signOutWhileFrozen(house: House): Promise<void> {
  const { hotel, load, notes } = house
  const second = await hotel.another()
  await second.start()
  try {
    const here = await invite('Leaves', 'attendant', [housekeeping.id], hotel.origin)
    const elsewhere = new Device('Leaves elsewhere', hotel.origin, await signIn(here.personId), here.rights)
    elsewhere.at = `http://127.0.0.1:${second.port}`
    for (const device of [here, elsewhere]) {
      comeForThisFault(house, device)
      await device.begin()
      await until(() => device.live.state.read().mode === 'live', 'a stream at each process')
    }
    signal(hotel.redis.pid(), 'SIGSTOP')
    try {
      const answered = await endSessions(house, here)
      await until(() => here.isSignedOut, 'the stream to end with its session', ELSEWHERE_WITHIN_MS)
      await until(() => elsewhere.isSignedOut, 'the stream elsewhere to end', ELSEWHERE_WITHIN_MS)
      const [own, other] = [here, elsewhere].map(({ signedOutAt }) => Math.max(0, signedOutAt - answered))
      notes.push(
        `ended ${own?.toFixed(0)} ms after the sign-out, at the other process ${other?.toFixed(0)} ms after it`,
      )
      requireEnded(house, own ?? 0)
    } finally {
      signal(hotel.redis.pid(), 'SIGCONT')
    }
    await load.goesOn(AFTER)
  } finally {
    await second.stop()
  }
}
