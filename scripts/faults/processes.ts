/** Two app processes on the same servers, behind something that sends each connection to the next of them; one of them dies. */
import { performance } from 'node:perf_hooks'
import { createClient } from 'redis'
import { departments } from '@/db/cast'
import { busKey, chatKey, partitionOf } from '@/lib/live/keys'
import { newId } from '@/lib/schema'
import { Device } from './device'
import { AFTER, type Fault } from './fault'
import { invite, openTicket, signIn } from './guests'
import type { House } from './house'
import { accessNow, until } from './waiting'

const connect = (url: string) => createClient({ url, name: 'faults' }).connect()
type Redis = Awaited<ReturnType<typeof connect>>

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
    await hotel.app.kill()
    await load.goesOn(AFTER)
    await takesOver(house)
    await hotel.app.start()
    await load.goesOn(AFTER)
  } finally {
    wires.browsers.lead(() => [hotel.port])
    await second.stop()
  }
  await load.goesOn(AFTER)
}

/** One person with a stream at each process: both hear what is sent through either, and both end with the session. */
async function acrossProcesses({ hotel, guests, book, load, notes }: House, otherPort: number): Promise<void> {
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
    device.live.start()
    await until(() => device.live.state.read().mode === 'live', 'a stream at each process')
  }
  for (const device of [one, other]) {
    const seq = await load.say(device, ticketId, `Through ${device.at}`)
    await until(() => [one, other].every((each) => each.shown(ticketId) >= seq), 'both processes to show it')
  }
  const admin = await invite('Admin', 'admin', [], hotel.origin)
  const { status } = await admin.ask('DELETE', `/api/people/${one.personId}/sessions`)
  const answered = performance.now()
  if (status !== 200) throw new Error(`sign-out: ${status}`)
  admin.leave()
  one.rights.push({ from: await accessNow(), viewer: null })
  await until(() => one.isSignedOut && other.isSignedOut, 'both streams to end with the session')
  const ms = Math.max(0, one.signedOutAt - answered, other.signedOutAt - answered)
  notes.push(`streams at both processes ended ${ms.toFixed(0)} ms after the sign-out`)
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

/** What was done in the one that died, the other does: the clock ends a hold, the sweeper mends a thread. */
async function takesOver({ hotel, guests, book, load, notes }: House): Promise<void> {
  const manager = guests.devices[0] as Device
  const ticketId = await openTicket(manager, book, { summary: 'Held', departmentId: departments.housekeeping.id })
  guests.rooms.push({ ticketId, within: guests.devices.slice(0, 3) })
  await load.say(manager, ticketId, 'Do not disturb until later')
  const held = { id: newId(), ticketId, personId: manager.personId, op: 'hold', digest: '' }
  await book.intend(held)
  const until_ = new Date(Date.now() + HOLD_MS).toISOString()
  const body = { id: held.id, reason: 'do_not_disturb', until: until_ }
  const { status } = await manager.ask('PUT', `/api/tickets/${ticketId}/hold`, body)
  if (status !== 200) throw new Error(`hold: ${status}`)
  await book.note({ ...held, outcome: 'ok', seq: 0 })
  const redis = await connect(hotel.redis.url)
  try {
    const began = performance.now()
    await forget(redis, ticketId)
    await until(async () => (await redis.xLen(chatKey(ticketId))) > 0, 'the other sweeper to mend a thread')
    notes.push(`swept after ${(performance.now() - began).toFixed(0)} ms`)
  } finally {
    redis.destroy()
  }
  await until(async () => {
    const { body } = await manager.ask('GET', `/api/tickets/${ticketId}`)
    return body?.ticket?.status === 'new'
  }, 'the other clock to end a hold')
  notes.push(`a hold ended ${Date.now() - Date.parse(until_)} ms after its time`)
}
