/** Very many at once, and an app that dies under them. */
import { performance } from 'node:perf_hooks'
import { departments } from '@/db/cast'
import { Rereader } from '@/lib/client/rereader'
import { TIMERS } from '@/lib/client/timers'
import { readBoard } from './board'
import { Device } from './device'
import { AFTER, type Fault } from './fault'
import { invite, type Room, signIn } from './guests'
import type { House } from './house'
import { until } from './waiting'

const CROWD = 3_000
const CROWD_IN_SHORT = 300
const SCREENS_EACH = 15
/** Of so many screens one keeps its board, to be compared; the others only read it. */
const ONE_IN = 50
const CAUGHT_UP_MS = 15_000
const SAID_TO = 24

export const CROWDS: Fault[] = [{ name: 'reconnect-storm', inShort: true, run: storm }]

/** The app is killed under a crowd of streams, each of which also reads the board anew when it is back. */
async function storm(house: House): Promise<void> {
  const { hotel, load, notes, isShort } = house
  // While they come in, they do not hold up one another with what is said.
  await load.stop()
  const crowd = await gatherCrowd(house, isShort ? CROWD_IN_SHORT : CROWD)
  load.start()
  await load.goesOn(AFTER)
  const boards = watchBoards(crowd)
  await hotel.app.kill()
  await hotel.app.start()
  const began = performance.now()
  const seconds = (at: number) => `${((at - began) / 1_000).toFixed(1)} s`
  const said = await askAround(house)
  await until(() => crowd.every((device) => isCaughtUp(device, said)), 'the crowd to be back', 120_000)
  const caughtUp = performance.now()
  notes.push(`${crowd.length} screens caught up in ${seconds(caughtUp)}`)
  await until(() => boards.count() === crowd.length, 'the crowd to read its boards', 180_000)
  notes.push(`their boards read after ${seconds(boards.last())}`)
  boards.stop()
  await load.goesOn(AFTER)
  if (!isShort && caughtUp - began > CAUGHT_UP_MS)
    throw new Error(`more than ${CAUGHT_UP_MS / 1_000} s until all had caught up`)
}

/** One message in each ticket that the crowd may have open. */
async function askAround({ guests, load }: House): Promise<Map<string, number>> {
  const said = await Promise.all(
    guests.rooms.slice(0, SAID_TO).map(async ({ ticketId, within }): Promise<[string, number]> => {
      return [ticketId, await load.say(within[0] as Device, ticketId, 'Is everybody back?')]
    }),
  )
  return new Map(said)
}

const isCaughtUp = (device: Device, said: Map<string, number>) =>
  device.live.state.read().mode === 'live' &&
  [...device.threads.keys()].every((ticketId) => device.shown(ticketId) >= (said.get(ticketId) ?? 0))

/** How many have read the board since, and when the last of them had. */
function watchBoards(crowd: Device[]) {
  const before = new Map(crowd.flatMap(({ board }) => (board ? [[board, board.readings] as const] : [])))
  const readers = new Map<Rereader<unknown>, number>()
  for (const device of crowd) {
    if (device.board) continue
    const reader: Rereader<unknown> = new Rereader(TIMERS, {
      read: () => readBoard(device),
      taken: () => readers.set(reader, performance.now()),
      failed: () => false,
    })
    readers.set(reader, 0)
    device.live.subscribe((event) => {
      if (event.event === 'reset' && event.data.scope === 'board') reader.refresh(event.data.withinMs)
    })
  }
  const kept = () => [...before].filter(([board, readings]) => board.readings > readings)
  const others = () => [...readers.values()].filter((at) => at > 0)
  return {
    count: () => kept().length + others().length,
    last: () => Math.max(...kept().map(([{ readAt }]) => readAt), ...others()),
    stop: () => {
      for (const reader of readers.keys()) reader.stop()
    },
  }
}

/** Attendants of one department, many screens each, in tickets of theirs. They leave once the fault has been judged. */
export async function gatherCrowd(house: House, count: number, rooms = roomsOf(house)): Promise<Device[]> {
  const { hotel, guests, afterwards } = house
  const crowd: Device[] = []
  afterwards.push(() => {
    const leaving = new Set(crowd)
    for (const device of crowd) device.leave()
    guests.devices = guests.devices.filter((device) => !leaving.has(device))
  })
  while (crowd.length < count) {
    const first = await invite(`Crowd ${crowd.length}`, 'attendant', [departments.housekeeping.id], hotel.origin)
    const more = await Promise.all(
      Array.from({ length: Math.min(SCREENS_EACH, count - crowd.length) - 1 }, async () => {
        return new Device(first.who, hotel.origin, await signIn(first.personId), first.rights)
      }),
    )
    const wave = [first, ...more]
    await Promise.all(wave.map((device, n) => enter(device, rooms, crowd.length + n)))
    crowd.push(...wave)
    guests.devices.push(...wave)
  }
  await until(() => crowd.every(({ live }) => live.state.read().mode === 'live'), 'the crowd to be live', 120_000)
  return crowd
}

async function enter(device: Device, rooms: Room[], nth: number): Promise<void> {
  await device.open(rooms[nth % rooms.length]?.ticketId ?? '')
  if (nth % ONE_IN === 0) await device.begin()
  else device.live.start()
}

function roomsOf({ guests }: House): Room[] {
  const isTheirs = ({ rights: [first] }: Device) =>
    first?.viewer?.departmentIds.includes(departments.housekeeping.id) ?? false
  return guests.rooms.slice(0, SAID_TO).filter(({ within }) => within.length > 10 && within.some(isTheirs))
}
