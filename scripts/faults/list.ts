/** Every fault by name. Each breaks something while people work, heals it, and returns; what became of it is judged after. */
import { createClient } from 'redis'
import type { House } from './house'

export interface Fault {
  name: string
  /** Also in the short form. */
  inShort?: boolean
  run(house: House): Promise<void>
}

/** Acts that must go through once it is healed. */
const AFTER = 15

export const FAULTS: Fault[] = [
  {
    name: 'app-killed',
    inShort: true,
    run: async ({ hotel, load }) => {
      await hotel.app.kill()
      await hotel.app.start()
      await load.goesOn(AFTER)
    },
  },
  {
    name: 'redis-killed',
    inShort: true,
    run: async ({ hotel, load }) => {
      await hotel.redis.kill()
      await load.goesOn(AFTER)
      await hotel.redis.start()
      await load.goesOn(AFTER)
    },
  },
  {
    name: 'redis-emptied',
    inShort: true,
    run: async ({ hotel, load }) => {
      const redis = await createClient({ url: hotel.redis.url }).connect()
      await redis.flushAll()
      redis.destroy()
      await load.goesOn(AFTER)
    },
  },
]
