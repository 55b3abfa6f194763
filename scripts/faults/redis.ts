/** Redis, asked past the app and past any wire. */
import { createClient } from 'redis'
import { ONLOOKER } from '../services/connections.mjs'

const connect = (url: string) => createClient({ url, name: ONLOOKER }).connect()

export type Redis = Awaited<ReturnType<typeof connect>>

export async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = await connect(url)
  try {
    return await work(redis)
  } finally {
    redis.destroy()
  }
}
