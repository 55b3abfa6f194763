/** Somebody loses sight of a ticket, and right behind it comes a message that they must not get. */
import { eq } from 'drizzle-orm'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { memberships } from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import { publishAccess } from '@/lib/live/publish'
import { newId } from '@/lib/schema'
import type { Device } from './device'
import { AFTER, type Fault } from './fault'
import { invite, openTicket } from './guests'
import type { House } from './house'
import { accessNow, until } from './waiting'

const TIMES = 20
const TIMES_IN_SHORT = 4
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
      if (ended.length > 0) house.notes.push(`streams ended within ${Math.max(...ended).toFixed(0)} ms of a sign-out`)
      await house.load.goesOn(AFTER)
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
const KINDS = [moveAway, restrict, signOut, removeWatcher]

/** The victim has the ticket open and has seen its first message. What they are sent after the loss, the judge finds. */
async function revoke(house: House, kind: (scene: Scene) => Promise<void>, ended: number[]): Promise<void> {
  const { guests, hotel, book, load } = house
  const manager = guests.devices[0] as Device
  const home = kind === removeWatcher ? engineering.id : housekeeping.id
  const victim = await invite(`Revoked by ${kind.name}`, 'attendant', [housekeeping.id], hotel.origin)
  const ticketId = await openTicket(manager, book, { summary: 'Not for long', departmentId: home })
  const scene = { house, victim, manager, ticketId, ended }
  if (kind === removeWatcher) await must(scene, 'PUT', `watchers/${victim.personId}`, 'add watcher')
  guests.devices.push(victim)
  guests.rooms.push({ ticketId, within: guests.devices.slice(0, 3) })
  await victim.open(ticketId)
  victim.live.start()
  await until(() => victim.live.state.read().mode === 'live', 'the stream to be live')
  await load.say(manager, ticketId, 'Before')
  await until(() => (victim.threads.get(ticketId)?.entries.length ?? 0) > 0, 'the first message to arrive')
  await kind(scene)
  await load.say(manager, ticketId, 'Behind')
  await load.say(manager, ticketId, 'And another')
  await until(() => victim.isSignedOut || victim.gone.has(ticketId), `the page to learn of it (${kind.name})`)
}

async function moveAway({ victim }: Scene): Promise<void> {
  const { personId } = victim
  const version = await db().transaction(async (tx) => {
    await tx.delete(memberships).where(eq(memberships.personId, personId))
    await tx.insert(memberships).values({ personId, departmentId: engineering.id })
    return raiseAccessVersion(tx)
  })
  victim.rights.push({ from: version, viewer: { personId, role: 'attendant', departmentIds: [engineering.id] } })
  await publishAccess(version)
}

async function signOut({ house, victim, ended }: Scene): Promise<void> {
  const admin = await invite('Admin', 'admin', [], house.hotel.origin)
  const { status } = await admin.ask('DELETE', `/api/people/${victim.personId}/sessions`)
  const answered = performance.now()
  if (status !== 200) throw new Error(`sign-out: ${status}`)
  admin.leave()
  victim.rights.push({ from: await accessNow(), viewer: null })
  await until(() => victim.isSignedOut, 'the stream of a session that is over to end')
  ended.push(Math.max(0, victim.signedOutAt - answered))
}

async function must({ house, manager, ticketId }: Scene, method: string, noun: string, op: string): Promise<void> {
  const id = newId()
  const line = { id, ticketId, personId: manager.personId, op, digest: '' }
  await house.book.intend(line)
  const { status, body } = await manager.ask(method, `/api/tickets/${ticketId}/${noun}`, { id })
  if (status !== 200) throw new Error(`${op}: ${status} ${JSON.stringify(body)}`)
  await house.book.note({ ...line, outcome: 'ok', seq: 0 })
}
