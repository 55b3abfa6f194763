import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { attachments, catalogueItems, entries, tickets, ticketTexts } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { sendMessage } from '@/lib/chat/messages'
import { type Entry, type SendMessageInput, sendMessageInput } from '@/lib/chat/schema'
import { verifyJournal } from '@/lib/journal/verify'
import { hub, stopHub } from '@/lib/live/hub'
import { busKey, chatKey, partitionOf } from '@/lib/live/keys'
import { Listener } from '@/lib/live/listener'
import { streamOf } from '@/lib/live/rehearsal'
import { photoOf, sent } from '@/lib/photos/specimen'
import { storage } from '@/lib/photos/storage'
import { setLegalHold } from '@/lib/privacy/holds'
import { newId } from '@/lib/schema'
import { acceptTicket } from '@/lib/tickets/assignment'
import { fillFields, setGuest } from '@/lib/tickets/guests'
import { asking, opened, ticketIn } from '@/lib/tickets/specimen'
import { editTicket } from '@/lib/tickets/tickets'
import { actorAs, ask, requestOf } from '@/scripts/stage/stage'
import { GET as HISTORY } from '../../../../../history/route'
import { GET as LIVE } from '../../../../../live/route'
import { refusesWhatAllRefuse } from '../../../../drill'
import { GET as MESSAGES, POST as SEND } from '../../../messages/route'
import { PUT } from './route'

beforeAll(() => vi.waitFor(() => expect(hub().engine).toBe('up')))
afterAll(stopHub)

const REASON = 'a card number'
const put = async (by: keyof typeof cast, id: string, seq: number | string, over: object = {}) =>
  ask(PUT, {
    as: await actorAs(by),
    method: 'PUT',
    params: { id, seq: String(seq) },
    body: { id: newId(), reason: REASON, ...over },
  })
const say = async (by: keyof typeof cast, ticketId: string, over: Partial<SendMessageInput>) => {
  const input = sendMessageInput.parse({ id: newId(), body: '', ...over })
  return { input, ...(await sendMessage(await actorAs(by), ticketId, input)) }
}
const secretWord = () => `secret${newId().replaceAll('-', '').slice(-12)}`

describe('PUT /api/tickets/:id/entries/:seq/redaction', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', params: { seq: '1' }, body: { reason: REASON } })

  it('is for managers alone, whoever wrote it; for who does not see the ticket it is not there', async () => {
    const ticket = await ticketIn('in_progress')
    const { entry } = await say('hana', ticket.id, { body: 'mine' })
    const answers: Record<string, number> = {}
    for (const who of Object.keys(cast) as (keyof typeof cast)[]) {
      if (cast[who].role === 'manager') continue
      answers[who] = (await put(who, ticket.id, entry.seq)).status
    }
    expect(answers).toMatchObject({ hana: 403, felix: 403, ada: 403, marco: 404 })
    expect(new Set(Object.values(answers))).toEqual(new Set([403, 404]))
    expect((await readJournal(ticket.id, entry.seq, entry.seq))[0]).toMatchObject({ body: { text: 'mine' } })
    expect((await put('nora', ticket.id, entry.seq)).status).toBe(200)
  })

  it('without a reason, for an entry that is not there, or says nothing in words → 400, 404, 400', async () => {
    const { id } = await opened(await actorAs('felix'))
    expect(await put('nora', id, 1, { reason: ' ' })).toMatchObject({
      status: 400,
      body: { error: { field: 'body.reason' } },
    })
    expect((await put('nora', id, 99)).status).toBe(404)
    expect((await put('nora', id, 0)).status).toBe(404)
    expect((await put('nora', id, 'x')).status).toBe(404)
    expect(await put('nora', id, 1)).toMatchObject({ status: 400, body: { error: { message: 'nothing_to_remove' } } })
  })

  it('leaves its words nowhere: journal, previews, search, thread, bus and photos; and says who, when and why', async () => {
    const word = secretWord()
    const ticket = await opened(await actorAs('felix'))
    const photo = await sent(await actorAs('hana'), ticket.id, await photoOf(300))
    await say('felix', ticket.id, { body: 'before' })
    const { entry } = await say('hana', ticket.id, {
      body: `${word} for @Rosa`,
      mentions: [cast.rosa.id],
      photos: [{ id: photo.id, phase: null }] as never,
    })
    // Quotes it as the ticket's last message.
    await acceptTicket(await actorAs('hana'), ticket.id, { id: newId() })
    expect(await everywhere(ticket.id, word)).not.toEqual([])
    const [row] = await db().select().from(attachments).where(eq(attachments.id, photo.id))
    const key = `${row?.storageKey}/full.jpg`
    expect(await storage().get(key)).not.toBeNull()

    const { status, body } = await put('nora', ticket.id, entry.seq)
    expect([status, body]).toMatchObject([200, { seq: entry.seq + 2, ticket: { lastMessage: null } }])
    const [searched] = await db().select().from(ticketTexts).where(eq(ticketTexts.ticketId, ticket.id))
    expect(searched?.text).not.toContain(word)

    await expect.poll(() => everywhere(ticket.id, word)).toEqual([])
    await expect.poll(() => storage().get(key)).toBeNull()
    const [removed, accepted, redaction] = await readJournal(ticket.id, entry.seq, entry.seq + 9)
    const by = { why: 'redacted', by: cast.nora.id, reason: REASON, seq: entry.seq + 2, at: expect.any(String) }
    expect(removed).toMatchObject({ kind: 'message', authorId: cast.hana.id, n: entry.n })
    expect(removed?.body).toEqual({ text: '', removed: by })
    expect(accepted).toMatchObject({ body: { code: 'accepted' } })
    expect(redaction).toMatchObject({ kind: 'redaction', body: { redactedSeq: entry.seq, reason: REASON } })
    expect(await faultsIn(ticket.id)).toEqual([])
  })

  it('is said once and in order to who has the thread open, without a hole', async () => {
    const ticket = await opened(await actorAs('felix'))
    const { entry } = await say('hana', ticket.id, { body: 'to go' })
    const stream = await LIVE(
      await requestOf({ as: await actorAs('felix'), query: { open: `${ticket.id}:${entry.seq}` } }),
    )
    const listener = new Listener(stream).listen()
    await expect.poll(() => listener.events.map(({ event }) => event)).toContain('hello')
    await put('nora', ticket.id, entry.seq)
    await say('hana', ticket.id, { body: 'after it' })
    const told = () => listener.events.flatMap((one) => (one.event === 'entry' ? [one.data as Entry] : []))
    await expect
      .poll(() => told().map(({ seq, kind }) => [seq, kind]))
      .toEqual([
        [entry.seq + 1, 'redaction'],
        [entry.seq + 2, 'message'],
      ])
    listener.leave()
  })

  it('reads alike from both stores afterwards, and nobody is told of what was before', async () => {
    const ticket = await opened(await actorAs('felix'))
    const { entry } = await say('hana', ticket.id, { body: 'to go' })
    await say('hana', ticket.id, { body: 'stays' })
    await put('nora', ticket.id, entry.seq)
    const read = async () =>
      (await ask(MESSAGES, { as: await actorAs('rosa'), params: { id: ticket.id }, query: { limit: 50 } })).body.items
    const items: Entry[] = await read()
    expect(items).toEqual(await readJournal(ticket.id, 1, 99))
    expect(items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(items[1]?.body).toMatchObject({ text: '', removed: { why: 'redacted' } })
  })

  it('a second time, also at once, is no error and one entry', async () => {
    const ticket = await opened(await actorAs('felix'))
    const { entry } = await say('hana', ticket.id, { body: 'to go' })
    const id = newId()
    const all = await Promise.all([1, 2, 3].map(() => put('nora', ticket.id, entry.seq, { id })))
    all.push(await put('nora', ticket.id, entry.seq, { id }), await put('nora', ticket.id, entry.seq))
    for (const { status, body } of all) expect([status, body.seq]).toEqual([200, entry.seq + 1])
    expect(await readJournal(ticket.id, entry.seq + 1, 99)).toHaveLength(1)
  })

  it('a device that sends the removed message again is answered that it is there', async () => {
    const ticket = await opened(await actorAs('felix'))
    const { entry, input } = await say('hana', ticket.id, { body: 'to go' })
    await put('nora', ticket.id, entry.seq)
    const { id, body, mentions } = input
    const again = { as: await actorAs('hana'), method: 'POST', params: { id: ticket.id }, body: { id, body, mentions } }
    expect(await ask(SEND, again)).toMatchObject({
      status: 201,
      body: { entry: { seq: entry.seq, body: { text: '' } } },
    })
  })

  it('takes the words of a change as well, and leaves what happened', async () => {
    const name = secretWord()
    const ticket = await opened(await actorAs('felix'))
    const { seq } = await setGuest(await actorAs('felix'), ticket.id, { id: newId(), name, inRoom: true })
    await setGuest(await actorAs('felix'), ticket.id, { id: newId(), name: '' })
    expect((await put('nora', ticket.id, seq)).status).toBe(200)
    await expect.poll(() => everywhere(ticket.id, name)).toEqual([])
    const [entry] = await readJournal(ticket.id, seq, seq)
    expect(entry?.body).toMatchObject({
      code: 'guest_set',
      params: {
        changes: [
          { what: 'name', to: '' },
          { what: 'inRoom', to: true },
        ],
      },
    })
    expect(await faultsIn(ticket.id)).toEqual([])
  })

  it('of a change nothing is left where others quote it, before or after; what the ticket says now is edited', async () => {
    const [word, later] = [secretWord(), secretWord()]
    const nora = await actorAs('nora')
    const { id } = await opened(await actorAs('felix'))
    const edit = async (summary: string) => {
      const { version } = (await db().query.tickets.findFirst({ where: (row, { eq }) => eq(row.id, id) })) ?? {
        version: 0,
      }
      return (await editTicket(nora, id, { id: newId(), version, summary })).seq
    }
    const [first, second] = [await edit(`Guest is ${word}`), await edit('Leak three')]
    const quote = { changes: [{ field: 'summary', from: `Guest is ${word}` }] }
    expect((await readJournal(id, second, second))[0]?.body).toMatchObject({ params: quote })
    const listener = new Listener(
      await LIVE(await requestOf({ as: nora, query: { open: `${id}:${second}` } }), { params: Promise.resolve({}) }),
    ).listen()
    const { body } = await put('nora', id, first)
    expect(body).toMatchObject({ ticket: { summary: 'Leak three' } })
    await expect.poll(() => everywhere(id, word)).toEqual([])
    const [redaction] = await readJournal(id, body.seq, body.seq)
    expect(redaction?.body).toEqual({ redactedSeq: first, reason: REASON, quotedIn: [second] })
    await expect.poll(() => listener.all('entry').at(-1)).toMatchObject({ body: { quotedIn: [second] } })
    listener.leave()
    expect(await faultsIn(id)).toEqual([])

    const last = await edit(`Guest is ${later}`)
    const removal = await put('nora', id, last)
    expect(removal.body.ticket?.summary).toContain(later)
    const next = await edit('Leak four')
    expect(JSON.stringify(await readJournal(id, 1, next))).not.toContain(later)
    const told = ['history', 'tickets', 'ticket_texts', chatKey(id)]
    await expect.poll(async () => (await everywhere(id, later)).filter((place) => told.includes(place))).toEqual([])
    expect(await faultsIn(id)).toEqual([])
  })

  it('of a field that was filled in nothing is left in changes that name it, whatever they changed', async () => {
    const word = secretWord()
    const nora = await actorAs('nora')
    const [lost] = await db().select().from(catalogueItems).where(eq(catalogueItems.code, 'lost_and_found'))
    const start = { where: 'at the bar', stored_at: 'x' }
    const { id } = await opened(
      await actorAs('felix'),
      asking({ catalogueItemId: lost?.id ?? '', quantity: 1, fields: start }),
    )
    const version = async () =>
      (await db().query.tickets.findFirst({ where: (row, { eq }) => eq(row.id, id) }))?.version ?? 0
    const fill = async (fields: Record<string, string>) =>
      (await fillFields(nora, id, { id: newId(), version: await version(), fields })).seq
    const edit = async (fields: Record<string, string>) =>
      (await editTicket(nora, id, { id: newId(), version: await version(), fields })).seq
    const first = await fill({ ...start, stored_at: word })
    // Names both, and changes one; then the other way round.
    await edit({ where: 'at the pool', stored_at: word })
    await edit({ where: 'at the pool', stored_at: 'y' })
    await fill({ where: 'in the lift', stored_at: 'y' })
    expect(await everywhere(id, word)).not.toEqual([])
    await put('nora', id, first)
    await expect.poll(() => everywhere(id, word)).toEqual([])
    expect(await version()).toBeGreaterThan(0)
    const [ticket] = await db().select().from(tickets).where(eq(tickets.id, id))
    expect(ticket?.fields).toEqual({ where: 'in the lift', stored_at: 'y' })
    const told = (await readJournal(id, first + 1, first + 3)).map(({ body }) => JSON.stringify(body))
    for (const [at, kept] of ['at the pool', '"y"', 'in the lift'].entries()) expect(told[at]).toContain(kept)
    expect(await faultsIn(id)).toEqual([])
  })

  it('409 while the ticket is under legal hold', async () => {
    const ticket = await opened(await actorAs('felix'), asking())
    const { entry } = await say('hana', ticket.id, { body: 'evidence' })
    await setLegalHold(await actorAs('nora'), ticket.id, { id: newId(), reason: 'a claim' })
    expect(await put('nora', ticket.id, entry.seq)).toMatchObject({
      status: 409,
      body: { error: { message: 'on_legal_hold' } },
    })
    expect((await readJournal(ticket.id, entry.seq, entry.seq))[0]?.body).toEqual({ text: 'evidence' })
  })
})

/** Where a word is still found. */
async function everywhere(ticketId: string, word: string): Promise<string[]> {
  const places: string[] = []
  for (const table of ['entries', 'tickets', 'ticket_texts']) {
    const column = table === 'tickets' ? sql`id` : sql`ticket_id`
    const rows = await db().execute(
      sql`select 1 from ${sql.identifier(table)} one where ${column} = ${ticketId} and one::text like ${`%${word}%`}`,
    )
    if (rows.length > 0) places.push(table)
  }
  for (const key of [chatKey(ticketId), busKey(partitionOf(ticketId))])
    if (JSON.stringify(await streamOf(key)).includes(word)) places.push(key)
  const found = (await ask(HISTORY, { as: await actorAs('nora'), query: { q: word } })).body
  if (found.items.length > 0) places.push('history')
  for (let number = hub().ring.start; number < hub().ring.end; number++)
    if (JSON.stringify(hub().ring.at(number) ?? null).includes(word)) places.push('ring')
  return [...new Set(places)]
}

async function faultsIn(ticketId: string): Promise<unknown[]> {
  const faults: { ticketId: string }[] = []
  await verifyJournal(db(), (fault) => faults.push(fault))
  const unsalted = await db()
    .select({ seq: entries.seq })
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), sql`${entries.digest} is null`))
  return [...faults.filter((fault) => fault.ticketId === ticketId), ...unsalted]
}
