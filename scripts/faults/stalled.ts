/** Those who do not listen: their streams stand, and nothing is taken from them. */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { gatherCrowd } from './crowds'
import type { Device } from './device'
import { AFTER, type Fault } from './fault'
import { footing } from './footing'
import type { House } from './house'
import { until } from './waiting'

/** Over how long it is said. */
const PAUSED_MS = 40_000
/** Time and again: whoever was given up comes back, and takes nothing again. */
const PAUSED_FOR_MINUTES_MS = 300_000
const CROWD = 70
/** What is said meanwhile: 10 MB for each of them, twice what a kernel keeps of it for a socket that nobody reads. */
const MESSAGES = 2_700
/** Nothing has gone to any of them for this long at the end: longer than the app waits. */
const SILENT_MS = 35_000
const TEXT = 'long '.repeat(790).trim()
/** What the app may hold more than before, while 800 MB are owed. */
const HELD_MORE_MB = 60
/** What it may hold more at the end than when all of them had stalled. */
const GROWN_MB = 30

export const STALLED: Fault[] = [
  { name: 'paused-readers', run: (house) => stall(house, PAUSED_MS) },
  { name: 'paused-for-minutes', run: (house) => stall(house, PAUSED_FOR_MINUTES_MS) },
]

async function stall(house: House, pausedMs: number): Promise<void> {
  const { guests, load, notes } = house
  await load.stop()
  const speakers = guests.devices.slice(0, 9)
  const room = guests.rooms.find(({ within }) => within.length > 10)
  if (!room) throw new Error('no room for a crowd')
  const crowd = await gatherCrowd(house, CROWD, [room])
  const asleep = [...guests.devices.slice(9, 14), ...crowd]
  const before = (await footing(house)).heldMb
  const streams = new Map(asleep.map((device) => [device, device.streams]))
  for (const device of asleep) device.pause()
  const held = await talk(house, room.ticketId, speakers, pausedMs)
  const most = Math.max(...held)
  const grown = (held.at(-1) ?? 0) - (held[Math.floor(held.length / 3)] ?? 0)
  await pause(SILENT_MS)
  notes.push(
    `${asleep.length} asleep, ${MESSAGES} long messages, ${most - before} MB more held meanwhile, ${grown} MB more at the end than after a third`,
  )
  for (const device of asleep) device.resume()
  load.start()
  const isBack = (device: Device) => device.live.state.read().mode === 'live'
  await until(() => asleep.every(isBack), 'those who slept to be back', 60_000)
  const anew = asleep.filter((device) => device.streams > (streams.get(device) ?? 0)).length
  notes.push(`${anew} of ${asleep.length} streams had been given up`)
  await load.goesOn(AFTER)
  if (most > before + HELD_MORE_MB) throw new Error(`the app held ${most} MB, before ${before}`)
  if (grown > GROWN_MB) throw new Error(`the app held ${grown} MB more and more`)
  if (anew < asleep.length) throw new Error(`${asleep.length - anew} streams were not given up`)
}

/** Evenly over the time; answers what the app held again and again. */
async function talk(house: House, ticketId: string, speakers: Device[], pausedMs: number): Promise<number[]> {
  const began = performance.now()
  const held: number[] = []
  for (let said = 0; said < MESSAGES; said += speakers.length) {
    await Promise.all(speakers.map((device) => house.load.say(device, ticketId, TEXT)))
    const due = began + (pausedMs * (said + speakers.length)) / MESSAGES
    await pause(Math.max(0, due - performance.now()))
    if ((said / speakers.length) % 15 === 14) held.push((await footing(house)).heldMb)
  }
  return held
}
