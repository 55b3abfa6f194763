/** Two app processes on the same servers, behind something that sends each connection to the next of them; one of them dies. */
import { performance } from 'node:perf_hooks'
import { departments } from '@/db/cast'
import { busKey, chatKey, partitionOf } from '@/lib/live/keys'
import { newId } from '@/lib/schema'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { Device } from './device'
import { AFTER, type Fault, requireEnded } from './fault'
import { invite, openTicket, signIn } from './guests'
import type { House } from './house'
import { type Redis, withRedis } from './redis'
import { endSessions } from './rights'
import { until } from './waiting'

/** A hold that ends this soon is for the clock. */
const HOLD_MS = 1_500

export const PROCESSES: Fault[] = [{ name: 'process-killed', inShort: true, run: killOne }]

async function killOne(house: House): Promise<void> {
  const { hotel, wires, load } = house
  const second = await hotel.another()
  await second.start()
  wires.browsers.lead(() => [hotel.port, second.port])
  try {
    await load.goesOn(AFTER)
    await acrossProcesses(house, second.port)
    const held = await hold(house)
    await hotel.app.kill()
    await takesOver(house, held)
    await load.goesOn(AFTER)
    await hotel.app.start()
    await load.goesOn(AFTER)
  } finally {
    wires.browsers.lead(() => [hotel.port])
    await second.stop()
  }
  await load.goesOn(AFTER)
}

/** One person with a stream at each process: both hear what is sent through either, and both end with the session. */
async function acrossProcesses(house: House, otherPort: number): Promise<void> {
  const { hotel, guests, book, load, notes } = house
  const one = await invite('At both', 'attendant', [departments.housekeeping.id], hotel.origin)
  const at = (port: number) => `http://127.0.0.1:${port}`
  one.at = at(hotel.port)
  const other = new Device('At both', hotel.origin, await signIn(one.personId), one.rights)
  other.at = at(otherPort)
  const manager = guests.devices[0] as Device
  const ticketId = await openTicket(manager, book, { summary: 'Two doors', departmentId: departments.housekeeping.id })
  guests.rooms.push({ ticketId, within: guests.devices.slice(0, 3) })
  for (const device of [one, other]) {
    guests.devices.push(device)
    await device.open(ticketId)
    await device.begin()
    await until(() => device.live.state.read().mode === 'live', 'a stream at each process')
  }
  for (const device of [one, other]) {
    const seq = await load.say(device, ticketId, `Through ${device.at}`)
    await until(() => [one, other].every((each) => each.shown(ticketId) >= seq), 'both processes to show it')
  }
  const answered = await endSessions(house, one)
  await until(() => one.isSignedOut && other.isSignedOut, 'both streams to end with the session')
  const ms = Math.max(0, one.signedOutAt - answered, other.signedOutAt - answered)
  notes.push(`streams at both processes ended ${ms.toFixed(0)} ms after the sign-out`)
  requireEnded(house, ms)
}

/** As if publishing had failed: the thread and the bus are written together, so neither has what the other lacks. */
async function forget(redis: Redis, ticketId: string): Promise<void> {
  const bus = busKey(partitionOf(ticketId))
  const records = (await redis.xRange(bus, '-', '+')) ?? []
  const ours = records.filter(({ message }) => Object.values(message).some((value) => value.includes(ticketId)))
  if (ours.length > 0)
    await redis.xDel(
      bus,
      ours.map(({ id }) => id),
    )
  await redis.del(chatKey(ticketId))
}

interface Held {
  ticketId: string
  until: string
}

/** Both clocks know when it ends. */
async function hold({ guests, book, load }: House): Promise<Held> {
  const manager = guests.devices[0] as Device
  const ticketId = await openTicket(manager, book, { summary: 'Held', departmentId: departments.housekeeping.id })
  guests.rooms.push({ ticketId, within: guests.devices.slice(0, 3) })
  await load.say(manager, ticketId, 'Do not disturb until later')
  const line = { id: newId(), ticketId, personId: manager.personId, op: 'hold', digest: '' }
  await book.intend(line)
  const until = new Date(Date.now() + HOLD_MS).toISOString()
  const body = { id: line.id, reason: 'do_not_disturb', until }
  const { status } = await manager.ask('PUT', `/api/tickets/${ticketId}/hold`, body)
  if (status !== 200) throw new Error(`hold: ${status}`)
  await book.note({ ...line, outcome: 'ok', seq: 0 })
  return { ticketId, until }
}

/** What was done in the one that died, the other does: the clock ends a hold, the sweeper mends a thread. */
async function takesOver({ hotel, guests, notes }: House, held: Held): Promise<void> {
  const manager = guests.devices[0] as Device
  const { ticketId } = held
  await withRedis(hotel.redis.url, async (redis) => {
    const began = performance.now()
    await forget(redis, ticketId)
    await until(async () => (await redis.xLen(chatKey(ticketId))) > 0, 'the other sweeper to mend a thread')
    notes.push(`swept after ${(performance.now() - began).toFixed(0)} ms`)
  })
  await until(async () => {
    const { body } = await manager.ask<OpenedTicket>('GET', `/api/tickets/${ticketId}`)
    return body?.ticket?.status === 'new'
  }, 'the other clock to end a hold')
  notes.push(`a hold ended ${Date.now() - Date.parse(held.until)} ms after its time`)
}
