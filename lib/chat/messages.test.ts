import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { reads } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/ids'
import { stopHub } from '@/lib/live/hub'
import { journalOf, makeTicket, seqsOf, upTo } from '@/lib/live/rehearsal'
import { listPhotos } from '@/lib/photos/photos'
import { photoOf, sent } from '@/lib/photos/specimen'
import { beginUpload } from '@/lib/photos/uploads'
import { addReply, changeReply, removeReply } from '@/lib/replies/replies'
import { unreadFor } from '@/lib/tickets/policy'
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

  it('lets whoever belongs to a department that is mentioned see the ticket, now or later, unless it is restricted', async () => {
    const engineering = departments.engineering.id
    const [open, restricted] = await Promise.all([makeTicket(felix), makeTicket(felix)])
    await restrictTicket(felix, restricted, { id: newId(), namedIds: [] })
    const input = { departments: [engineering, engineering] }
    for (const ticketId of [open, restricted]) await sendMessage(felix, ticketId, saying('@engineering?', input))
    const { ticket } = await getTicket(marco, open)
    expect(ticket).toMatchObject({ mentionedDepartmentIds: [engineering], mentionedIds: [] })
    expect(unreadFor(marco, ticket, { n: 0 })).toEqual({ count: 1, some: true })
    expect(await journalOf(open)).toMatchObject([{ body: { text: '@engineering?', departments: [engineering] } }])
    const luca = await actorAs('luca')
    await expect(getTicket(luca, open)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getTicket({ ...marco, departmentIds: [] }, open)).rejects.toMatchObject({ code: 'not_found' })
    expect((await getTicket({ ...luca, departmentIds: [engineering] }, open)).ticket.id).toBe(open)
    await expect(getTicket(marco, restricted)).rejects.toMatchObject({ code: 'not_found' })
    expect((await getTicket(felix, restricted)).ticket.mentionedDepartmentIds).toEqual([])
  })

  it('refuses to mention a department that is not there', async () => {
    const ticketId = await makeTicket(felix)
    const refused = sendMessage(felix, ticketId, saying('@spa?', { departments: [newId()] }))
    await expect(refused).rejects.toMatchObject({ code: 'invalid', details: { field: 'body.departments' } })
    expect(await journalOf(ticketId)).toEqual([])
  })

  it('keeps a quick reply in all its languages as it was worded then, and what is no quick reply as it was written', async () => {
    const ticketId = await makeTicket(felix)
    const { reply } = await addReply(felix, {
      ...{ id: newId(), departmentId: null, shortcut: `way-${newId()}`.slice(0, 24) },
      texts: { en: 'On my way, {minutes} min.', de: 'Bin in {minutes} Min. da.' },
    })
    const said = { en: 'On my way, 5 min.', de: 'Bin in 5 Min. da.' }
    await sendMessage(hana, ticketId, saying(said.de, { reply: reply.id }))
    await changeReply(felix, reply.id, { ...reply, texts: { en: 'Coming.' } })
    await removeReply(felix, reply.id)
    await sendMessage(hana, ticketId, saying(said.en, { reply: reply.id }))
    await sendMessage(hana, ticketId, saying('Coming.', { reply: reply.id, departments: [departments.engineering.id] }))
    await sendMessage(hana, ticketId, saying('Coming.', { reply: newId() }))
    const journal = await journalOf(ticketId)
    expect(journal.map(({ body }) => body)).toEqual([
      { text: said.de, reply: { id: reply.id, texts: said } },
      { text: said.en },
      { text: 'Coming.', departments: [departments.engineering.id], reply: { id: reply.id, texts: { en: 'Coming.' } } },
      { text: 'Coming.' },
    ])
    expect((await getTicket(felix, ticketId)).ticket.lastMessage).toMatchObject({ preview: 'Coming.' })
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

describe('a message with photos', () => {
  let photo: Buffer
  beforeAll(async () => {
    photo = await photoOf(300)
  })
  const uploaded = async (by: Actor, ticketId: string) => (await sent(by, ticketId, photo)).id
  const showing = (...photos: SendMessageInput['photos'] & object) => saying('', { photos })
  const refused = { code: 'invalid', details: { field: 'body.photos' } }

  it('says it with them alone, once, however often it is sent', async () => {
    const ticketId = await makeTicket(felix)
    const id = await uploaded(hana, ticketId)
    const input = showing({ id, phase: null })
    await Promise.all(upTo(1, 8).map(() => sendMessage(hana, ticketId, input)))
    expect(await journalOf(ticketId)).toMatchObject([
      { id: input.id, body: { text: '', photos: [{ id, width: 300, height: 300, phase: null }] } },
    ])
    expect((await getTicket(felix, ticketId)).ticket.lastMessage).toMatchObject({ preview: '' })
  })

  it('carries what its sender uploaded here, whole, and once', async () => {
    const [ticketId, other] = [await makeTicket(felix), await makeTicket(felix)]
    const half = newId()
    await beginUpload(hana, ticketId, { id: half, size: 9 })
    for (const id of [await uploaded(felix, ticketId), await uploaded(hana, other), half, newId()])
      await expect(sendMessage(hana, ticketId, showing({ id, phase: null }))).rejects.toMatchObject(refused)
    const id = await uploaded(hana, ticketId)
    await sendMessage(hana, ticketId, showing({ id, phase: null }))
    await expect(sendMessage(hana, ticketId, showing({ id, phase: null }))).rejects.toMatchObject(refused)
    expect(await journalOf(ticketId)).toHaveLength(1)
  })

  it('shows what was before beside what is now, whoever took it, and marks both', async () => {
    const ticketId = await makeTicket(felix)
    const [before, after] = [await uploaded(felix, ticketId), await uploaded(hana, ticketId)]
    await sendMessage(felix, ticketId, showing({ id: before, phase: null }))
    await sendMessage(hana, ticketId, showing({ id: before, phase: 'before' }, { id: after, phase: 'after' }))
    expect(seqsOf(await journalOf(ticketId))).toEqual([1, 2])
    const { items } = await listPhotos(felix, ticketId)
    expect(items.map(({ id, phase }) => [id, phase])).toEqual([
      [before, 'before'],
      [after, 'after'],
    ])
  })

  it('carries a photo again as "before", which does not change what its sender said it is', async () => {
    const ticketId = await makeTicket(felix)
    const { id } = await sent(felix, ticketId, await photoOf(300))
    await sendMessage(felix, ticketId, showing({ id, phase: 'after' }))
    await sendMessage(hana, ticketId, showing({ id, phase: 'before' }))
    expect((await listPhotos(felix, ticketId)).items).toMatchObject([{ id, phase: 'after' }])
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
