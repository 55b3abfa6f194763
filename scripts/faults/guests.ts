/** Who is in the house: forty invented people of three departments, and tickets that not everybody may see. */
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { createSession, sessionCookie } from '@/lib/auth/session'
import type { ThreadPage } from '@/lib/chat/schema'
import type { Role } from '@/lib/people/schema'
import { newId } from '@/lib/schema'
import type { Book } from './book'
import { Device } from './device'
import type { Rights } from './testimony'

const { housekeeping, engineering, security } = departments
/** By turns; so half of all tickets are out of an attendant's sight. */
const HOMES = [housekeeping, engineering, housekeeping, security] as const
const PEOPLE = 40
/** They come first, and then the dispatchers. */
export const MANAGERS = 3
/** Managers and dispatchers. */
const OVERSEERS = 9
const TICKETS = 24
const RESTRICTED = 4
/** Beyond them, tickets that go from hand to hand. */
const WANDERING = 3
/** Each screen has this many open. */
const OPEN = 6

export interface Room {
  ticketId: string
  /** Devices of people who may see it, whatever happens to it. */
  within: Device[]
  /** It goes from department to department. */
  wanders?: boolean
}

export interface Guests {
  devices: Device[]
  rooms: Room[]
  attendants: Device[]
}

/** Somebody new, signed in by writing their session down: hashing passwords would be another test. */
export async function invite(name: string, role: Role, departmentIds: string[], origin: string): Promise<Device> {
  const id = newId()
  await db()
    .insert(people)
    .values({ id, name, email: `${id}@faults.example`, role, passwordHash: '-' })
  if (departmentIds.length > 0)
    await db()
      .insert(memberships)
      .values(departmentIds.map((departmentId) => ({ personId: id, departmentId })))
  const rights: Rights[] = [{ from: 0, viewer: { personId: id, role, departmentIds } }]
  return new Device(name, origin, await signIn(id), rights)
}

/** One more session of this person. */
export async function signIn(personId: string): Promise<string> {
  const { sessionId } = await createSession(personId, 'a device that faults happen to')
  return sessionCookie(sessionId, personId)
}

/** Who has the ticket open, and may see it. */
export const readersOf = ({ devices }: Pick<Guests, 'devices'>, ticketId: string): Device[] =>
  devices.filter((device) => device.threads.has(ticketId) && !device.isSignedOut && !device.gone.has(ticketId))

export async function inviteAll(origin: string, book: Book): Promise<Guests> {
  const devices = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => {
      if (index < MANAGERS) return invite(`Manager ${index}`, 'manager', [], origin)
      if (index < OVERSEERS) return invite(`Dispatcher ${index}`, 'dispatcher', [], origin)
      return invite(`Attendant ${index}`, 'attendant', [HOMES[index % HOMES.length]?.id ?? ''], origin)
    }),
  )
  const rooms = await Promise.all(
    Array.from({ length: TICKETS }, (_, index) => openRoom(devices, index, index < RESTRICTED, book)),
  )
  const overseers = devices.slice(0, OVERSEERS)
  for (let index = 0; index < WANDERING; index++) {
    const opener = overseers[3 + index] as Device
    const input = { summary: `Wanders ${index}`, departmentId: housekeeping.id }
    rooms.push({ ticketId: await openTicket(opener, book, input), within: overseers, wanders: true })
  }
  await Promise.all(
    devices.map(async (device, index) => {
      const mine = rooms.filter(({ within }) => within.includes(device))
      const some = Array.from({ length: OPEN }, (_, n) => mine[(index + n * 5) % mine.length])
      for (const room of new Set(some)) if (room) await device.open(room.ticketId)
      await device.begin()
    }),
  )
  return { devices, rooms, attendants: devices.slice(OVERSEERS) }
}

/** A ticket opened by a dispatcher; a restricted one is seen by managers, its opener and two who are named. */
async function openRoom(devices: Device[], index: number, restricted: boolean, book: Book): Promise<Room> {
  const opener = devices[3 + (index % 6)] as Device
  const home = HOMES[index % HOMES.length]?.id ?? ''
  const named = restricted ? devices.slice(20 + index * 2, 22 + index * 2) : []
  const ticketId = await openTicket(opener, book, {
    summary: `Room ${index}`,
    departmentId: home,
    restricted,
    namedIds: named.map(({ personId }) => personId),
  })
  const within = devices.filter(({ rights: [first] }) => {
    const viewer = first?.viewer
    if (!viewer || viewer.role === 'manager' || viewer.personId === opener.personId) return viewer !== undefined
    if (restricted) return named.some(({ personId }) => personId === viewer.personId)
    return viewer.role === 'dispatcher' || viewer.departmentIds.includes(home)
  })
  return { ticketId, within }
}

/** Answers its id; it is in the book like every other entry. */
export async function openTicket(opener: Device, book: Book, input: Record<string, unknown>): Promise<string> {
  const id = newId()
  const { status, body } = await opener.ask('POST', '/api/tickets', { id, ...input })
  if (status !== 201) throw new Error(`the ticket was not opened: ${status} ${JSON.stringify(body)}`)
  const entries = await opener.ask<ThreadPage>('GET', `/api/tickets/${id}/messages`)
  for (const { id: entryId, seq } of entries.body?.items ?? [])
    await book.note({
      id: entryId,
      ticketId: id,
      personId: opener.personId,
      op: 'open',
      digest: '',
      outcome: 'ok',
      seq,
    })
  return id
}
