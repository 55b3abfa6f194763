/** What a process has used, as Linux tells it. */
import { readFileSync } from 'node:fs'
import { createClient } from 'redis'

const TICK_MS = 10

/** Milliseconds of CPU, its own and the kernel's for it. */
export function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

export const rssKb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

/** Connections to Redis, without the one that asks. */
export async function redisConnections(url) {
  const redis = await createClient({ url }).connect()
  const list = String(await redis.sendCommand(['CLIENT', 'LIST']))
  redis.destroy()
  return list.trim().split('\n').length - 1
}
