/** Who is connected to Redis, as it tells itself. */
import { createClient } from 'redis'

/** As which whoever looks at it from outside is connected, and is not counted. */
export const ONLOOKER = 'onlooker'

/** Everybody's connections but those of onlookers, by the names they go by. @param {string} url */
export async function connectionsTo(url) {
  const redis = await createClient({ url, name: ONLOOKER }).connect()
  try {
    const list = String(await redis.sendCommand(['CLIENT', 'LIST']))
    const names = [...list.matchAll(/ name=(\S*)/g)].map(([, name]) => name || 'unnamed')
    return names.filter((name) => name !== ONLOOKER)
  } finally {
    redis.destroy()
  }
}
