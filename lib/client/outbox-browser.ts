/** The real browser behind `Outbox`: fetch, timers, this browser's storage under the person who wrote, and its locks. */
import { api, DEADLINE_MS } from './api'
import { stamp } from './clock'
import { keep } from './keep'
import { Outbox, type Outgoing } from './outbox'

/** A tab that sends holds its lock no longer than a request may take; one that was put to sleep meanwhile must not hold up
 *  the others, and the server keeps one message of an id whoever sends it. */
const PATIENCE_MS = DEADLINE_MS + 2_000

const prefixOf = (personId: string) => `outbox.${personId}.`

export function openOutbox(personId: string): Outbox {
  const prefix = prefixOf(personId)
  /** Those that storage would not take: that they are not there says nothing. */
  const refused = new Set<string>()
  return new Outbox({
    post: ({ id, ticketId, text, mentions, at }) =>
      api.post(`/api/tickets/${ticketId}/messages`, { id, at, body: text, mentions }),
    stamp,
    kept: () => keep.all(prefix).flatMap(parse),
    keep: (message) => {
      keep.set(prefix + message.id, JSON.stringify(message))
      if (keep.get(prefix + message.id) === null) refused.add(message.id)
    },
    drop: (id) => keep.drop(prefix + id),
    isGone: (id) => keep.get(prefix + id) === null && !refused.has(id),
    alone: (ticketId, work) => alone(`bellboard.${prefix}${ticketId}`, work),
    timers: {
      now: () => Date.now(),
      setTimeout: (run, ms) => window.setTimeout(run, ms),
      clearTimeout: (timer) => window.clearTimeout(timer as number),
      random: Math.random,
    },
  })
}

/** Keeps the outbox at what the person's other tabs write, send and give up. */
export function shareOutbox(personId: string, outbox: Outbox): () => void {
  const prefix = prefixOf(personId)
  const stop = keep.onChange((key, text) => {
    if (!key.startsWith(prefix)) return
    if (text === null) outbox.forget(key.slice(prefix.length))
    else for (const message of parse(text)) outbox.adopt(message)
  })
  for (const message of keep.all(prefix).flatMap(parse)) outbox.adopt(message)
  return stop
}

/** Without locks (no secure context) every tab sends, and the server keeps one message of an id. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work()
  let begun: Promise<T> | null = null
  const begin = () => {
    begun ??= work()
    return begun
  }
  try {
    await navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, begin)
  } catch {
    // Waited long enough, or `work` itself failed: then it fails again below.
  }
  return begin()
}

function parse(text: string): Outgoing[] {
  try {
    const message: Outgoing = JSON.parse(text)
    return typeof message.id === 'string' && typeof message.text === 'string' ? [message] : []
  } catch {
    return []
  }
}
