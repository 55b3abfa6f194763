/** Cables between the app and each server, and between the browsers and the app, that are slow, dead, or cut. */
import { setTimeout as pause } from 'node:timers/promises'
import { AFTER, type Fault } from './fault'
import type { Mode } from './wire'

const BROKEN_MS: Record<Exclude<Mode, 'pass'>, number> = { late: 3_000, blackhole: 8_000, deaf: 8_000, reset: 2_000 }
const ENDS = ['redis', 'postgres', 'browsers'] as const
const IN_SHORT = ['redis-reset']

export const CABLES: Fault[] = ENDS.flatMap((end) =>
  Object.entries(BROKEN_MS).map(([mode, ms]): Fault => {
    const name = `${end}-${mode}`
    return {
      name,
      inShort: IN_SHORT.includes(name),
      run: async ({ wires, load }) => {
        wires[end].mode = mode as Mode
        await pause(ms)
        wires[end].heal()
        await load.goesOn(AFTER)
      },
    }
  }),
)
