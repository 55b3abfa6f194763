/** Writing into a thread. A message goes the way of every change: the ticket's row is locked through what its author may
 *  see, the journal entry commits, and only then is it published. Promise: one id is one message, however often it is sent. */
import 'server-only'
import { db } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import { publish } from '@/lib/live/publish'
import { requireActivePeople } from '@/lib/people/lookup'
import { writeAtOnce } from '@/lib/tickets/at-once'
import { lockOrAnswer } from '@/lib/tickets/change'
import { fingerprintOf } from '@/lib/tickets/fingerprint'
import { type Recorded, writeEntry } from '@/lib/tickets/journal'
import { lookAt } from '@/lib/tickets/visible'
import type { Entry, SendMessageInput } from './schema'

/** Whoever sees a ticket may write in it. Those mentioned see it from now on, unless it is restricted. */
export async function sendMessage(actor: Actor, ticketId: string, input: SendMessageInput): Promise<{ entry: Entry }> {
  const fingerprint = fingerprintOf(actor.personId, 'message', input)
  const written =
    (await writeUnlocked(actor, ticketId, input, fingerprint)) ??
    (await writeUnderLock(actor, ticketId, input, fingerprint))
  if (written.delivery) await publish([written])
  return { entry: written.entry }
}

/** Nearly every message: nobody is mentioned, nobody else is writing in this ticket, and the id is new. Else null. */
async function writeUnlocked(actor: Actor, ticketId: string, input: SendMessageInput, fingerprint: string) {
  if (input.mentions.length > 0) return null
  const seen = await lookAt(actor, ticketId, input.id)
  if (!seen || seen.isAnswered) return null
  const entry = { id: input.id, kind: 'message' as const, body: { text: input.body }, at: input.at }
  return writeAtOnce({ actor, ticket: seen.ticket, entry, fingerprint })
}

const writeUnderLock = (actor: Actor, ticketId: string, input: SendMessageInput, fingerprint: string) =>
  db().transaction(async (tx): Promise<Recorded | { entry: Entry; delivery: null }> => {
    const { ticket, answered } = await lockOrAnswer(tx, actor, ticketId, input.id, fingerprint)
    if (answered) return { entry: answered, delivery: null }
    const mentions = [...new Set(input.mentions)]
    await requireActivePeople(tx, mentions, 'body.mentions')
    const body = { text: input.body, ...(mentions.length > 0 && { mentions }) }
    const given = ticket.restricted ? [] : mentions.filter((personId) => personId !== actor.personId)
    return writeEntry(tx, {
      actor,
      ticket,
      entry: { id: input.id, kind: 'message', body, at: input.at },
      fingerprint,
      ...(given.length > 0 && { watch: { add: given.map((personId) => ({ personId, kind: 'mentioned' as const })) } }),
    })
  })
