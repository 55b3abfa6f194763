/** The real browser behind `Outbox`: fetch, timers and this browser's storage, under the person who wrote. */
import { api } from './api'
import { stamp } from './clock'
import { keep } from './keep'
import { Outbox, type Outgoing } from './outbox'

export function openOutbox(personId: string): Outbox {
  const prefix = `outbox.${personId}.`
  return new Outbox({
    post: ({ id, ticketId, text, mentions, at }) =>
      api.post(`/api/tickets/${ticketId}/messages`, { id, at, body: text, mentions }),
    stamp,
    kept: () => keep.all(prefix).flatMap(parse),
    keep: (message) => keep.set(prefix + message.id, JSON.stringify(message)),
    drop: (id) => keep.drop(prefix + id),
    timers: {
      now: () => Date.now(),
      setTimeout: (run, ms) => window.setTimeout(run, ms),
      clearTimeout: (timer) => window.clearTimeout(timer as number),
      random: Math.random,
    },
  })
}

function parse(text: string): Outgoing[] {
  try {
    const message: Outgoing = JSON.parse(text)
    return typeof message.id === 'string' && typeof message.text === 'string' ? [message] : []
  } catch {
    return []
  }
}
