/** Very many at once, and those who do not listen. */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { departments } from '@/db/cast'
import { Device } from './device'
import { AFTER, type Fault } from './fault'
import { invite, signIn } from './guests'
import type { House } from './house'
import { until } from './waiting'

/** Long enough that the app gives up on them. */
const PAUSED_MS = 35_000
const PAUSED_IN_SHORT_MS = 5_000
const CROWD = 3_000
const CROWD_IN_SHORT = 300
const SCREENS_EACH = 15
const CAUGHT_UP_MS = 15_000

export const CROWDS: Fault[] = [
  {
    name: 'paused-readers',
    run: async ({ guests, load, isShort }) => {
      const asleep = guests.devices.slice(3, 8)
      for (const device of asleep) device.pause()
      await pause(isShort ? PAUSED_IN_SHORT_MS : PAUSED_MS)
      for (const device of asleep) device.resume()
      await load.goesOn(AFTER)
    },
  },
  { name: 'reconnect-storm', inShort: true, run: storm },
]

/** The app is killed under a crowd of streams, each of which also reads the board anew when it is back. */
async function storm(house: House): Promise<void> {
  const { hotel, guests, load, notes, isShort } = house
  const crowd = await gatherCrowd(house, isShort ? CROWD_IN_SHORT : CROWD)
  let boards = 0
  let lastBoard = 0
  for (const device of crowd)
    device.live.subscribe((event) => {
      if (event.event !== 'reset' || event.data.scope !== 'board') return
      void device.ask('GET', '/api/tickets?view=board&limit=200').then(({ status }) => {
        if (status === 200) boards++
        lastBoard = performance.now()
      })
    })
  await hotel.app.kill()
  await hotel.app.start()
  const began = performance.now()
  const said = new Map<string, number>()
  for (const { ticketId, within } of guests.rooms.slice(0, 24))
    said.set(ticketId, await load.say(within[0] as Device, ticketId, 'Is everybody back?'))
  await until(() => crowd.every((device) => isCaughtUp(device, said)), 'the crowd to be back', 90_000)
  const ms = performance.now() - began
  notes.push(`${crowd.length} screens caught up in ${(ms / 1_000).toFixed(1)} s`)
  await load.goesOn(AFTER)
  notes.push(`${boards} boards read, the last after ${((lastBoard - began) / 1_000).toFixed(1)} s`)
  if (!isShort && ms > CAUGHT_UP_MS) throw new Error(`more than ${CAUGHT_UP_MS / 1_000} s until all had caught up`)
}

const isCaughtUp = (device: Device, said: Map<string, number>) =>
  device.live.state.read().mode === 'live' &&
  [...device.threads.keys()].every((ticketId) => device.shown(ticketId) >= (said.get(ticketId) ?? 0))

async function gatherCrowd({ hotel, guests, afterwards }: House, count: number): Promise<Device[]> {
  const rooms = guests.rooms.filter(({ within }) =>
    within.some(({ rights: [first] }) => first?.viewer?.departmentIds.includes(departments.housekeeping.id)),
  )
  const open = rooms.slice(0, 24).filter(({ within }) => within.length > 10)
  const crowd: Device[] = []
  while (crowd.length < count) {
    const first = await invite(`Crowd ${crowd.length}`, 'attendant', [departments.housekeeping.id], hotel.origin)
    const more = await Promise.all(
      Array.from({ length: Math.min(SCREENS_EACH, count - crowd.length) - 1 }, async () => {
        return new Device(first.who, hotel.origin, await signIn(first.personId), first.rights)
      }),
    )
    const wave = [first, ...more]
    await Promise.all(wave.map((device, n) => device.open(open[(crowd.length + n) % open.length]?.ticketId ?? '')))
    for (const device of wave) device.live.start()
    crowd.push(...wave)
  }
  await until(() => crowd.every(({ live }) => live.state.read().mode === 'live'), 'the crowd to be live', 60_000)
  guests.devices.push(...crowd)
  afterwards.push(() => {
    const leaving = new Set(crowd)
    for (const device of crowd) device.leave()
    guests.devices = guests.devices.filter((device) => !leaving.has(device))
  })
  return crowd
}
