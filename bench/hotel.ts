/** The hotel that a measurement brings with it. */

import type { Hotel } from '../e2e/hotel'
import { bringBuild } from '../scripts/bring/build.mjs'
import { bringRedis } from '../scripts/bring/redis.mjs'

/** On the production build; its settings are in the environment afterwards, so that this process may write to it, too. */
export async function openOwnHotel(): Promise<Hotel> {
  await bringRedis()
  await bringBuild(process.cwd(), process.env.NEXT_DIST_DIR)
  const { openHotel, SECRET } = await import('../e2e/hotel')
  const hotel = await openHotel()
  Object.assign(process.env, {
    DATABASE_URL: hotel.postgres.url,
    REDIS_URL: hotel.redis.url,
    NEXTAUTH_SECRET: SECRET,
    PUBLIC_URL: hotel.origin,
    LOG_LEVEL: 'warn',
  })
  return hotel
}
