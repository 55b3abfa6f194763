/** Somebody loses sight of a ticket, and right behind it comes a message that they must not get. */
import { eq } from 'drizzle-orm'
import { departments } from '@/db/cast'
import { memberships, people } from '@/db/schema'
import { publishAccess } from '@/lib/live/publish'
import type { Device } from './device'
import { AFTER, type Fault, requireEnded } from './fault'
import { invite, openTicket } from './guests'
import type { House } from './house'
import { type Change, changeRights, endSessions, must, type Viewer } from './rights'
import { until } from './waiting'

const TIMES = 21
const TIMES_IN_SHORT = 7
const { housekeeping, engineering } = departments

export const REVOCATIONS: Fault[] = [
  {
    name: 'revoked',
    inShort: true,
    run: async (house) => {
      const ended: number[] = []
      for (let time = 0; time < (house.isShort ? TIMES_IN_SHORT : TIMES); time++) {
        const kind = KINDS[time % KINDS.length]
        if (kind) await revoke(house, kind, ended)
      }
      const slowest = Math.max(0, ...ended)
      house.notes.push(`streams ended within ${slowest.toFixed(0)} ms of a sign-out`)
      await house.load.goesOn(AFTER)
      requireEnded(house, slowest)
    },
  },
]

interface Scene {
  house: House
  victim: Device
  manager: Device
  ticketId: string
  ended: number[]
}

const restrict = (scene: Scene) => must(scene, 'PUT', 'restriction', 'restrict')
const removeWatcher = (scene: Scene) => must(scene, 'DELETE', `watchers/${scene.victim.personId}`, 'remove watcher')
const transfer = (scene: Scene) =>
  must(scene, 'PUT', 'department', 'transfer', { departmentId: engineering.id, reason: 'Not ours' })

/** The message is on its way before any process has been told of it. */
async function write({ house, victim, manager, ticketId }: Scene, viewer: Viewer, change: Change): Promise<void> {
  const version = await changeRights(victim, viewer, change)
  const said = house.load.say(manager, ticketId, 'Right behind')
  await publishAccess(version)
  await said
}

/** The victim has the ticket open and has seen its first message. What they are sent after the loss, the judge finds. */
async function revoke(house: House, kind: (scene: Scene) => Promise<void>, ended: number[]): Promise<void> {
  const { guests, hotel, book, load } = house
  const manager = guests.devices[0] as Device
  const home = kind === removeWatcher ? engineering.id : housekeeping.id
  const [role, homes] = kind === demote ? (['dispatcher', []] as const) : (['attendant', [housekeeping.id]] as const)
  const victim = await invite(`Revoked by ${kind.name}`, role, [...homes], hotel.origin)
  const ticketId = await openTicket(manager, book, { summary: 'Not for long', departmentId: home })
  const scene = { house, victim, manager, ticketId, ended }
  if (kind === removeWatcher) await must(scene, 'PUT', `watchers/${victim.personId}`, 'add watcher')
  guests.devices.push(victim)
  guests.rooms.push({ ticketId, within: guests.devices.slice(0, 3) })
  await victim.open(ticketId)
  await victim.begin()
  await until(() => victim.live.state.read().mode === 'live', 'the stream to be live')
  await load.say(manager, ticketId, 'Before')
  await until(() => (victim.threads.get(ticketId)?.entries.length ?? 0) > 0, 'the first message to arrive')
  await kind(scene)
  await load.say(manager, ticketId, 'Behind')
  await load.say(manager, ticketId, 'And another')
  await until(() => victim.isSignedOut || victim.gone.has(ticketId), `the page to learn of it (${kind.name})`)
}

function moveAway(scene: Scene): Promise<void> {
  const { personId } = scene.victim
  return write(scene, { personId, role: 'attendant', departmentIds: [engineering.id] }, async (tx) => {
    await tx.delete(memberships).where(eq(memberships.personId, personId))
    await tx.insert(memberships).values({ personId, departmentId: engineering.id })
  })
}

function demote(scene: Scene): Promise<void> {
  const { personId } = scene.victim
  return write(scene, { personId, role: 'attendant', departmentIds: [] }, (tx) =>
    tx.update(people).set({ role: 'attendant' }).where(eq(people.id, personId)),
  )
}

const deactivate = (scene: Scene) =>
  write(scene, null, (tx) => tx.update(people).set({ active: false }).where(eq(people.id, scene.victim.personId)))

const KINDS = [moveAway, restrict, signOut, removeWatcher, demote, transfer, deactivate]

async function signOut({ house, victim, ended }: Scene): Promise<void> {
  const answered = await endSessions(house, victim)
  await until(() => victim.isSignedOut, 'the stream of a session that is over to end')
  ended.push(Math.max(0, victim.signedOutAt - answered))
}
