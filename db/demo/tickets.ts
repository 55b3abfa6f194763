/** Everything the demo hotel's tickets are made of, as rows. Pure: the same seed, now and numbers give the same rows. */
import 'server-only'
import { settings } from './hotel'
import { play, type Story } from './play'
import { type Read, readsOf } from './readers'
import { planAll } from './schedule'
import type { Thread } from './thread'
import { engineering } from './threads-engineering'
import { frontDesk } from './threads-front-desk'
import { housekeeping } from './threads-housekeeping'
import { roomService } from './threads-room-service'
import { security } from './threads-security'
import { today } from './threads-today'

export const threads: Thread[] = [...today, ...housekeeping, ...engineering, ...roomService, ...frontDesk, ...security]

export interface Demo {
  stories: Story[]
  reads: Read[]
}

/** `numbers` are the tickets' numbers, ascending, one for each thread: the first opened gets the smallest. */
export function demoTickets(options: { seed: number; now: Date; numbers: number[]; accessVersion: number }): Demo {
  const { seed, now, numbers, accessVersion } = options
  const zone = settings.timeZone
  const plans = planAll(threads, { seed, now, zone })
  const stories = plans.map((plan, index) => {
    const number = numbers[index]
    if (number === undefined) throw new Error('there are fewer numbers than threads')
    return play(plan, number, { now, zone, accessVersion })
  })
  return { stories, reads: stories.flatMap(readsOf).sort((a, b) => a.at.getTime() - b.at.getTime()) }
}
