/** The parts of a message's way, each to be done by itself against real servers. */
import { POST } from '@/app/api/tickets/[id]/messages/route'
import { db } from '@/db/client'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { claimsOf } from '@/lib/auth/session'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import { publish } from '@/lib/live/publish'
import { newId } from '@/lib/schema'
import { lookAt, writeAtOnce } from '@/lib/tickets/at-once'
import { lockOrAnswer } from '@/lib/tickets/change'
import { type Recorded, writeEntry } from '@/lib/tickets/journal'

export interface Sender {
  actor: Actor
  cookie: string
  origin: string
  ticketId: string
}

export type Part = (number: number) => Promise<unknown>

const TEXT = 'Four towels for 412, please 🧺'

export function partsOf({ actor, cookie, origin, ticketId }: Sender): Record<string, Part> {
  const headers = new Headers({ cookie, host: new URL(origin).host, origin, 'content-type': 'application/json' })
  const input = () => sendMessageInput.parse({ id: newId(), body: TEXT })
  return {
    'cookie: decode it': () => claimsOf(headers),
    'actor: session, person, departments': () => loadActors([actor.sessionId]),
    'lock, look, write, commit (as every change)': () => commitUnderLock(actor, ticketId),
    'look (without a lock)': () => lookAt(actor, ticketId, newId()),
    'look, and write and commit at once (a message)': async () => {
      const id = newId()
      const seen = await lookAt(actor, ticketId, id)
      if (!seen) throw new Error('not seen')
      const entry = { id, kind: 'message' as const, body: { text: TEXT } }
      if (!(await writeAtOnce({ actor, ticket: seen.ticket, entry, fingerprint: id }))) throw new Error('not written')
    },
    'the message: all that PostgreSQL and Redis do': () => sendMessage(actor, ticketId, input()),
    'the handler in this process': async () => {
      const request = new Request(`${origin}/api/tickets/${ticketId}/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id: newId(), body: TEXT }),
      })
      const response = await POST(request, { params: Promise.resolve({ id: ticketId }) })
      if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
      return response.json()
    },
  }
}

/** A message the way every change goes, not published. */
export function commitUnderLock(actor: Actor, ticketId: string): Promise<Recorded> {
  return db().transaction(async (tx) => {
    const id = newId()
    const { ticket } = await lockOrAnswer(tx, actor, ticketId, id, id)
    if (!ticket) throw new Error('not seen')
    return writeEntry(tx, { actor, ticket, entry: { id, kind: 'message', body: { text: TEXT } }, fingerprint: id })
  })
}

/** Publishes each once: what Redis has already costs less. */
export function publishing(written: Recorded[]): Part {
  return async (number) => {
    const one = written[number]
    if (one) await publish([one])
  }
}
