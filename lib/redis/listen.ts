/** Hearing what is published on channels, on a connection of its own. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { withDeadline } from '../deadline'
import { destroyRedis, endOf } from './client'
import { dialAny, isOwner } from './servers'

const PING_MS = 20_000
const ANSWER_MS = 3_000
const REST_MS = 500

interface ChannelListener {
  hear(message: string): void
  /** Each time it begins to hear; what was said before is lost. */
  onListening(): void
}

/** Hears these channels on a connection of its own, which is asked for a sign of life again and again and dialled anew when
 *  there is none; answers how to stop. */
export function listenOn(
  name: string,
  channels: string[],
  { hear, onListening }: ChannelListener,
  pingMs = PING_MS,
): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  const listen = async () => {
    const client = await dialAny(name)
    const hangUp = () => destroyRedis(client)
    signal.addEventListener('abort', hangUp)
    try {
      if (signal.aborted) return
      const ended = endOf(client)
      await withDeadline(client.subscribe(channels, hear), ANSWER_MS, 'subscribe')
      onListening()
      while (!(await Promise.race([ended, pause(pingMs, false, { ref: false })]))) {
        await withDeadline(client.ping(), ANSWER_MS, 'ping')
        if (!(await isOwner(client))) return
      }
    } finally {
      signal.removeEventListener('abort', hangUp)
      hangUp()
    }
  }
  const run = async () => {
    while (!signal.aborted) {
      await listen().catch(() => {})
      await pause(REST_MS * (0.5 + Math.random()), undefined, { ref: false })
    }
  }
  void run()
  return () => stopping.abort()
}
