/** Cables between the app and each server, and between the browsers and the app, that are slow, dead, or cut. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Device } from './device'
import { AFTER, type Fault } from './fault'
import { readersOf } from './guests'
import { until } from './waiting'
import type { Mode } from './wire'

const BROKEN_MS: Record<Exclude<Mode, 'pass'>, number> = { late: 3_000, blackhole: 8_000, deaf: 8_000, reset: 2_000 }
const ENDS = ['redis', 'postgres', 'browsers'] as const
const IN_SHORT = ['redis-reset']

/** A page finds out by itself, after two heartbeats that did not come. */
const NOTICED_MS = 90_000

/** The app finds out by itself: its links stay dead, and only new ones pass. */
const serverHalfOpen = (end: 'redis' | 'postgres', inShort: boolean): Fault => ({
  name: `${end}-half-open`,
  inShort,
  run: async ({ wires, guests, load, notes }) => {
    const began = performance.now()
    wires[end].abandon()
    await load.goesOn(AFTER)
    const room = guests.rooms.find(({ ticketId }) => readersOf(guests, ticketId).length > 2)
    if (!room) throw new Error('no ticket that several have open')
    const seq = await load.say(room.within[0] as Device, room.ticketId, 'Past dead links')
    const hasIt = (device: Device) => device.shown(room.ticketId) >= seq
    await until(() => readersOf(guests, room.ticketId).every(hasIt), 'all readers to hear past dead links', NOTICED_MS)
    notes.push(`went on past dead links after ${((performance.now() - began) / 1_000).toFixed(1)} s`)
    await load.goesOn(AFTER)
  },
})

const HALF_OPEN: Fault = {
  name: 'browsers-half-open',
  run: async ({ wires, guests, load, notes }) => {
    const before = new Map(guests.devices.map((device) => [device, device.streams]))
    const began = performance.now()
    wires.browsers.abandon()
    const isBack = (device: Device) => device.isSignedOut || device.streams > (before.get(device) ?? 0)
    await until(() => guests.devices.every(isBack), 'every page to give up a dead stream', NOTICED_MS)
    notes.push(`every page had a new stream after ${((performance.now() - began) / 1_000).toFixed(1)} s`)
    await load.goesOn(AFTER)
  },
}

const BROKEN: Fault[] = ENDS.flatMap((end) =>
  Object.entries(BROKEN_MS).map(([mode, ms]): Fault => {
    const name = `${end}-${mode}`
    return {
      name,
      inShort: IN_SHORT.includes(name),
      run: async ({ wires, load, notes }) => {
        const unknown = load.answeredAtLast
        wires[end].mode = mode as Mode
        // The journal is enough to write.
        if (end === 'redis') await load.goesOn(AFTER)
        await pause(ms)
        wires[end].heal()
        await load.goesOn(AFTER)
        const retried = load.answeredAtLast - unknown
        notes.push(`${retried} answered to a retry`)
        if (mode === 'reset' && end !== 'redis' && retried === 0)
          throw new Error('nobody lost an answer: nothing was tried')
      },
    }
  }),
)

export const CABLES: Fault[] = [...BROKEN, HALF_OPEN, serverHalfOpen('redis', true), serverHalfOpen('postgres', false)]
