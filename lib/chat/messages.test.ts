import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { reads } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { stopHub } from '@/lib/live/hub'
import { journalOf, makeTicket, seqsOf, upTo } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { getTicket } from '@/lib/tickets/tickets'
import { addWatcher, restrictTicket } from '@/lib/tickets/watchers'
import { actorAs } from '@/scripts/stage/stage'
import { sendMessage } from './messages'
import { markRead } from './reads'
import { type SendMessageInput, sendMessageInput } from './schema'

let felix: Actor
let hana: Actor
let marco: Actor
beforeAll(async () => {
  ;[felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
})
afterAll(stopHub)

const saying = (body: string, over: Partial<SendMessageInput> = {}) =>
  sendMessageInput.parse({ id: newId(), body, ...over })

describe('sending a message', () => {
  it('is one message, however often and by however many requests at once it is sent', async () => {
    const ticketId = await makeTicket(felix)
    const input = saying('Four towels')
    const answers = await Promise.all(upTo(1, 20).map(() => sendMessage(hana, ticketId, input)))
    expect(await journalOf(ticketId)).toMatchObject([{ seq: 1, n: 1, id: input.id, body: { text: 'Four towels' } }])
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it('refuses other content, or another author, under the same id', async () => {
    const ticketId = await makeTicket(felix)
    const input = saying('Four towels')
    await sendMessage(hana, ticketId, input)
    const reused = { code: 'conflict', told: { code: 'id_reused' } }
    await expect(sendMessage(hana, ticketId, { ...input, body: 'Five towels' })).rejects.toMatchObject(reused)
    await expect(sendMessage(felix, ticketId, input)).rejects.toMatchObject(reused)
    expect(await journalOf(ticketId)).toHaveLength(1)
  })

  it('takes one place each, without holes, when many write at once', async () => {
    const ticketId = await makeTicket(felix)
    const texts = upTo(1, 25).map(String)
    await Promise.all(texts.map((text) => sendMessage(hana, ticketId, saying(text))))
    const journal = await journalOf(ticketId)
    expect(seqsOf(journal)).toEqual(upTo(1, 25))
    expect(journal.map((entry) => entry.kind === 'message' && entry.body.text).sort()).toEqual([...texts].sort())
  })

  it.each([
    ['emoji, also joined ones', '👩🏽‍🔧🧺'],
    ['right to left', 'المناشف للغرفة ٤١٢'],
    ['combining marks, as they were typed', 'Cafe\u0301 Ångström'],
    ['several lines', 'one\n\ttwo'],
    ['what looks like markup', '<b>412</b> & "towels"'],
  ])('keeps %s', async (_, text) => {
    const ticketId = await makeTicket(felix)
    const { entry } = await sendMessage(hana, ticketId, saying(text))
    expect(entry.body).toEqual({ text })
    expect(await journalOf(ticketId)).toEqual([entry])
  })

  it('lets those mentioned see the ticket, unless it is restricted', async () => {
    const [open, restricted] = await Promise.all([makeTicket(felix), makeTicket(felix)])
    await restrictTicket(felix, restricted, { id: newId(), namedIds: [] })
    const input = { mentions: [marco.personId] }
    for (const ticketId of [open, restricted]) await sendMessage(felix, ticketId, saying('Marco?', input))
    expect((await getTicket(marco, open)).ticket.mentionedIds).toEqual([marco.personId])
    await expect(getTicket(marco, restricted)).rejects.toMatchObject({ code: 'not_found' })
    expect((await getTicket(felix, restricted)).ticket.mentionedIds).toEqual([])
  })

  it('refuses to mention somebody who is not there', async () => {
    const ticketId = await makeTicket(felix)
    const refused = sendMessage(felix, ticketId, saying('Who?', { mentions: [newId()] }))
    await expect(refused).rejects.toMatchObject({ code: 'invalid', details: { field: 'body.mentions' } })
    expect(await journalOf(ticketId)).toEqual([])
  })

  it('is not found by who may not see the ticket, and leaves nothing behind', async () => {
    const ticketId = await makeTicket(felix)
    await expect(sendMessage(marco, ticketId, saying('Hello?'))).rejects.toMatchObject({ code: 'not_found' })
    expect(await journalOf(ticketId)).toEqual([])
  })

  it('moves its author’s own position, so that one’s own words are never unread', async () => {
    const ticketId = await makeTicket(felix)
    await sendMessage(felix, ticketId, saying('one'))
    await sendMessage(hana, ticketId, saying('two'))
    expect((await getTicket(hana, ticketId)).read).toEqual({ seq: 2, n: 2 })
    expect((await getTicket(felix, ticketId)).read).toEqual({ seq: 1, n: 1 })
  })
})

describe('a read position', () => {
  it('moves forward only, never beyond the thread, and every move stays on record', async () => {
    const ticketId = await makeTicket(felix)
    for (const text of ['one', 'two', 'three']) await sendMessage(felix, ticketId, saying(text))
    expect(await markRead(hana, ticketId, { seq: 2 })).toEqual({ seq: 2, n: 2 })
    expect(await markRead(hana, ticketId, { seq: 1 })).toEqual({ seq: 2, n: 2 })
    expect(await markRead(hana, ticketId, { seq: 99 })).toEqual({ seq: 3, n: 3 })
    await Promise.all(upTo(1, 10).map((seq) => markRead(hana, ticketId, { seq })))
    expect((await getTicket(hana, ticketId)).read).toEqual({ seq: 3, n: 3 })
    const isHanas = and(eq(reads.ticketId, ticketId), eq(reads.personId, hana.personId))
    const kept = await db()
      .select({ seq: reads.seq, device: reads.device })
      .from(reads)
      .where(isHanas)
      .orderBy(reads.id)
    expect(kept).toEqual([
      { seq: 2, device: hana.sessionId },
      { seq: 3, device: hana.sessionId },
    ])
  })

  it('counts messages, not events', async () => {
    const ticketId = await makeTicket(felix)
    await sendMessage(felix, ticketId, saying('one'))
    await addWatcher(felix, ticketId, cast.marco.id, { id: newId() })
    expect(await markRead(hana, ticketId, { seq: 2 })).toEqual({ seq: 2, n: 1 })
  })

  it('is not found by who may not see the ticket', async () => {
    const ticketId = await makeTicket(felix)
    await sendMessage(felix, ticketId, saying('one'))
    await expect(markRead(marco, ticketId, { seq: 1 })).rejects.toMatchObject({ code: 'not_found' })
  })
})
