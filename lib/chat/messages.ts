/** Writing into a thread, through what the author may see of the ticket. A plain message is written without a lock, on what
 *  was seen (decision 022); any other goes the way of every change. Either way the journal entry commits, and only then is
 *  it published. Promise: one id is one message, however often it is sent. */
import 'server-only'
import { db, type Transaction } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import { publish } from '@/lib/live/publish'
import { requireActivePeople, requireDepartments } from '@/lib/people/lookup'
import { carryPhotos } from '@/lib/photos/photos'
import { readInEveryLanguage } from '@/lib/replies/lookup'
import type { Patch, WatchChange } from '@/lib/tickets/after'
import { lookAt, writeAtOnce } from '@/lib/tickets/at-once'
import { lockOrAnswer } from '@/lib/tickets/change'
import { fingerprintOf } from '@/lib/tickets/fingerprint'
import { type Recorded, writeEntry } from '@/lib/tickets/journal'
import type { FoundTicket } from '@/lib/tickets/visible'
import type { Entry, MessageBody, SendMessageInput } from './schema'

/** Whoever sees a ticket may write in it. Those mentioned see it from now on, unless it is restricted. */
export async function sendMessage(actor: Actor, ticketId: string, input: SendMessageInput): Promise<{ entry: Entry }> {
  const fingerprint = fingerprintOf(actor.personId, 'message', input)
  const body = await bodyOf(input)
  const written =
    (await writeUnlocked(actor, ticketId, input, body, fingerprint)) ??
    (await writeUnderLock(actor, ticketId, input, body, fingerprint))
  if (written.delivery) await publish([written])
  return { entry: written.entry }
}

/** A quick reply is kept in all its languages as they are worded now: what was said does not change with how it is said later. */
async function bodyOf(input: SendMessageInput): Promise<MessageBody> {
  const mentions = [...new Set(input.mentions)]
  const departments = [...new Set(input.departments ?? [])]
  const texts = input.reply === undefined ? null : await readInEveryLanguage(input.reply, input.body)
  return {
    text: input.body,
    ...(mentions.length > 0 && { mentions }),
    ...(departments.length > 0 && { departments }),
    ...(input.reply !== undefined && texts && { reply: { id: input.reply, texts } }),
  }
}

/** Nearly every message: nobody is mentioned, it carries no photo, nobody else is writing in this ticket, and the id is
 *  new. Else null. */
async function writeUnlocked(
  actor: Actor,
  ticketId: string,
  input: SendMessageInput,
  body: MessageBody,
  fingerprint: string,
) {
  if (body.mentions || body.departments || input.photos?.length) return null
  const seen = await lookAt(actor, ticketId, input.id)
  if (!seen || seen.isAnswered) return null
  return writeAtOnce({
    actor,
    ticket: seen.ticket,
    entry: { id: input.id, kind: 'message', body, at: input.at },
    fingerprint,
  })
}

const writeUnderLock = (
  actor: Actor,
  ticketId: string,
  input: SendMessageInput,
  body: MessageBody,
  fingerprint: string,
) =>
  db().transaction(async (tx): Promise<Recorded | { entry: Entry; delivery: null }> => {
    const { ticket, answered } = await lockOrAnswer(tx, actor, ticketId, input.id, fingerprint)
    if (answered) return { entry: answered, delivery: null }
    await requireMentioned(tx, body)
    const photos = await carryPhotos(tx, actor, ticketId, input.photos ?? [])
    const said = { ...body, ...(photos.refs.length > 0 && { photos: photos.refs }) }
    const entry = { id: input.id, kind: 'message' as const, body: said, at: input.at }
    const recorded = await writeEntry(tx, { actor, ticket, entry, fingerprint, ...sightGiven(actor, ticket, body) })
    await photos.tie(input.id)
    return recorded
  })

async function requireMentioned(tx: Transaction, { mentions = [], departments = [] }: MessageBody): Promise<void> {
  await requireActivePeople(tx, mentions, 'body.mentions')
  await requireDepartments(tx, departments, 'body.departments')
}

/** People come onto the ticket's list, departments into its row. On a restricted ticket a mention grants nothing. */
function sightGiven(
  actor: Actor,
  ticket: FoundTicket,
  { mentions = [], departments = [] }: MessageBody,
): { watch?: WatchChange; patch?: Patch } {
  if (ticket.restricted) return {}
  const people = mentions.filter((personId) => personId !== actor.personId)
  const known = ticket.mentionedDepartmentIds
  const isNews = departments.some((id) => !known.includes(id))
  return {
    ...(people.length > 0 && { watch: { add: people.map((personId) => ({ personId, kind: 'mentioned' as const })) } }),
    ...(isNews && { patch: { mentionedDepartmentIds: [...new Set([...known, ...departments])].sort() } }),
  }
}
