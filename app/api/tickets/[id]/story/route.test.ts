import { and, desc, eq } from 'drizzle-orm'
import PDFDocument from 'pdfkit'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { auditLog, entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { sendMessage } from '@/lib/chat/messages'
import { markRead } from '@/lib/chat/reads'
import { type Entry, sendMessageInput } from '@/lib/chat/schema'
import { storyFile } from '@/lib/history/story/file'
import { Sheet } from '@/lib/history/story/sheet'
import { readWholeStory } from '@/lib/history/story/story'
import { isDamaged, timelineOf } from '@/lib/history/story/timeline'
import { newcomer } from '@/lib/privacy/specimen'
import { newId } from '@/lib/schema'
import { canSee } from '@/lib/tickets/policy'
import { ticketIn } from '@/lib/tickets/specimen'
import { restrictTicket } from '@/lib/tickets/watchers'
import { actorAs, ask, requestOf } from '@/scripts/stage/stage'
import { GET as file } from '../story.pdf/route'
import { GET } from './route'

let felix: Actor
let marco: Actor
let ticketId: string
beforeAll(async () => {
  ;[felix, marco] = await Promise.all([actorAs('felix'), actorAs('marco')])
  ticketId = (await ticketIn('done')).id
  const said = sendMessageInput.parse({ id: newId(), body: 'Straße, Łódź, Привет, Γειά, 🧺' })
  await sendMessage(felix, ticketId, said)
  await markRead(await actorAs('hana'), ticketId, { seq: 4 })
})

const read = (as: Actor | undefined, query: Record<string, string | number> = {}, id = ticketId) =>
  ask(GET, { ...(as && { as }), params: { id }, query })
const load = (as: Actor | undefined, id = ticketId) => ask(file, { ...(as && { as }), params: { id } })

describe('GET /api/tickets/:id/story and story.pdf', () => {
  it('signed out → 401', async () => {
    expect(await read(undefined)).toMatchObject({ status: 401 })
    expect(await load(undefined)).toMatchObject({ status: 401 })
  })

  it.each([
    [{ cursor: 'x' }, 'query.cursor'],
    [{ cursor: '1_2' }, 'query.cursor'],
    [{ limit: 0 }, 'query.limit'],
    [{ limit: 501 }, 'query.limit'],
    [{ page: 1 }, 'query.page'],
  ])('%o → 400 naming the field', async (query, field) => {
    const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
    expect(await read(felix, asked)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })

  it('a ticket of others, none at all, or no id → the same 404, from wherever it is asked', async () => {
    const answers = [
      await read(marco),
      await read(marco, { cursor: '0_0_0' }),
      await read(marco, {}, newId()),
      await read(marco, {}, '412'),
      await load(marco),
      await load(marco, newId()),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: answers[0]?.body })
  })

  it('is for exactly those who may see the ticket, of the whole cast', async () => {
    const restricted = await ticketIn('accepted')
    await restrictTicket(await actorAs('nora'), restricted.id, { id: newId(), namedIds: [cast.ines.id] })
    const nora = await actorAs('nora')
    const seen = await Promise.all([ticketId, restricted.id].map((id) => read(nora, {}, id)))
    for (const who of Object.keys(cast) as (keyof typeof cast)[]) {
      const actor = await actorAs(who)
      for (const { ticket } of seen.map(({ body }) => body)) {
        const maySee = canSee(actor, ticket)
        expect([who, (await read(actor, {}, ticket.id)).status]).toEqual([who, maySee ? 200 : 404])
        // To write one takes a while.
        if (!maySee) expect([who, (await load(actor, ticket.id)).status]).toEqual([who, 404])
      }
    }
  })

  it('right → everything, each with who, when and from which device', async () => {
    const { status, body, headers } = await read(felix)
    expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(body.entries.map(({ kind }: { kind: string }) => kind)).toEqual(['event', 'event', 'event', 'message'])
    for (const entry of body.entries)
      expect(entry).toMatchObject({ device: 'a test', receivedAt: expect.any(String), authorId: expect.any(String) })
    expect(body.reads).toContainEqual(expect.objectContaining({ personId: cast.hana.id, seq: 4, device: 'a test' }))
    const opening = { seq: 1, status: 'new', assigneeId: null, restricted: false }
    expect(body).toMatchObject({ next: null, alerts: [], begins: 1, opening, ticket: { id: ticketId } })
    // Nothing of what the journal keeps for itself.
    expect(Object.keys(body.entries[0])).not.toContain('delivery')
  })

  it('right → what is not as it was written says so, and in the place of what is lost stands a note', async () => {
    const { id } = await ticketIn('done')
    // Each written before it arrived.
    const at = new Date(Date.now() - 60_000).toISOString()
    for (const body of ['As it was', 'Lost', 'Hidden'])
      await sendMessage(felix, id, sendMessageInput.parse({ id: newId(), body, at }))
    const row = (seq: number) => and(eq(entries.ticketId, id), eq(entries.seq, seq))
    await db()
      .update(entries)
      .set({ body: { text: 'As it is' } })
      .where(row(4))
    await db().delete(entries).where(row(5))
    await db()
      .update(entries)
      .set({ kind: 'redaction', body: { redactedSeq: 4, reason: '' } })
      .where(row(6))
    for (const limit of [1, 2, 200]) {
      const { entries } = (await read(felix, { limit, cursor: '3_0_0' }, id)).body
      const changed = entries.find(({ seq }: { seq: number }) => seq === 4)
      expect(changed).toMatchObject({ body: { text: 'As it is' }, damaged: true })
    }
    const { body } = await read(felix, {}, id)
    expect(body.entries.map(({ seq }: Entry) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(body.entries[4]).toMatchObject({ body: { code: 'missing' }, receivedAt: body.entries[3].receivedAt })
    const items = timelineOf(body).filter((item) => 'change' in item || 'entry' in item)
    expect(items.map(isDamaged)).toEqual([false, false, false, true, false, true])
    const note = vi.spyOn(Sheet.prototype, 'note')
    expect((await load(felix, id)).status).toBe(200)
    const notes = note.mock.calls.filter(([text]) => text === 'Not as it was written: do not rely on this')
    expect(notes).toHaveLength(2)
  })

  it('right → a PDF that is one', async () => {
    const { status, body, headers } = await load(felix)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="T-\d+\.pdf"$/)
    expect(body).toMatch(/^%PDF-1\.\d[\s\S]*\/Type \/Page\b[\s\S]*%%EOF\s*$/)
  })

  it('a PDF is on record, and of whom', async () => {
    const mine = await actorAs('felix')
    await load(mine)
    const [noted] = await db().select().from(auditLog).orderBy(desc(auditLog.at)).limit(1)
    expect(noted).toMatchObject({ actorId: cast.felix.id, action: 'story.exported', details: { ticketId } })
  })

  it('PDFs are written one at a time: while one is not taken, who waits beyond measure is refused', async () => {
    const ending = vi.spyOn(PDFDocument.prototype, 'end')
    const untaken = await file(await requestOf({ as: felix }), { params: Promise.resolve({ id: ticketId }) })
    expect(untaken.status).toBe(200)
    await vi.waitFor(() => expect(ending).toHaveBeenCalled())
    const leaving = new AbortController()
    const params = { id: ticketId }
    const waiting = Array.from({ length: 21 }, () => ask(file, { as: felix, params, signal: leaving.signal }))
    expect((await Promise.race(waiting)).status).toBe(503)
    leaving.abort()
    for (const { status } of await Promise.all(waiting)) expect(status).toBe(503)
    await untaken.text()
    expect((await load(felix)).status).toBe(200)
  })

  it('who is signed out while they wait for theirs is given none', async () => {
    const leaver = await newcomer('manager')
    const ending = vi.spyOn(PDFDocument.prototype, 'end')
    const untaken = await file(await requestOf({ as: felix }), { params: Promise.resolve({ id: ticketId }) })
    await vi.waitFor(() => expect(ending).toHaveBeenCalled())
    const waiting = storyFile(leaver.actor, ticketId)
    await endSession(leaver.actor.sessionId)
    // Now their turn comes.
    await untaken.text()
    await expect(waiting).rejects.toMatchObject({ code: 'signed_out' })
  })

  it('of a story that is too long for a file it is the beginning, and says so', async () => {
    const { id } = await ticketIn('new')
    const hana = await actorAs('hana')
    // A page and a half of what is read at once, and reads between them.
    for (let n = 1; n <= 300; n++) {
      const said = sendMessageInput.parse({ id: newId(), body: `Line ${n}` })
      const { entry } = await sendMessage(hana, id, said)
      if (n % 100 === 0) await markRead(felix, id, { seq: entry.seq })
    }
    const notes = vi.spyOn(Sheet.prototype, 'note')
    const lines = vi.spyOn(Sheet.prototype, 'line')
    const said = () => lines.mock.calls.map(([, text]) => text).filter((text) => text.startsWith('Line '))
    const read = async (lettersMost: number) => {
      const { bytes } = await storyFile(felix, id, { lettersMost })
      for await (const _ of bytes);
    }
    await read(5_000)
    // Each message has been read by who wrote it, so that as much is known of the reads may end a little earlier.
    const { until, entries } = await readWholeStory(felix, id, 5_000)
    const beginning = entries.filter(({ kind, receivedAt }) => kind === 'message' && receivedAt <= (until ?? ''))
    expect([beginning.length > 150, beginning.length < 300]).toEqual([true, true])
    expect(said()).toEqual(beginning.map((_, at) => `Line ${at + 1}`))
    const told = notes.mock.calls.filter(([text]) => text.startsWith('This is the beginning of the story, up to '))
    expect(told).toHaveLength(2)
    for (const spy of [notes, lines]) spy.mockClear()
    await read(1_000_000)
    expect(said()).toHaveLength(300)
    expect(notes.mock.calls.some(([text]) => text.startsWith('This is the beginning'))).toBe(false)
  })
})
