import { eq, or } from 'drizzle-orm'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { ticketLinks } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/ids'
import { hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import type { Ticket, TicketLink } from '@/lib/tickets/schema'
import { asking, askingFor, opened } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { restrictTicket } from '@/lib/tickets/watchers'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE, PUT } from './route'

type Who = keyof typeof cast

const put = async (by: Who, a: Ticket | { id: string }, b: { id: string }, body: object = {}) =>
  ask<{ items: TicketLink[] }>(PUT, {
    as: await actorAs(by),
    method: 'PUT',
    params: { id: a.id, otherId: b.id },
    body: { id: newId(), kind: 'follows', ...body },
  })
const del = async (by: Who, a: { id: string }, b: { id: string }) =>
  ask(DELETE, { as: await actorAs(by), method: 'DELETE', params: { id: a.id, otherId: b.id } })
const seen = async (by: Who, { id }: { id: string }) =>
  (await getTicket(await actorAs(by), id)).links.map(({ ticket, kind, isFrom }) => [ticket.id, kind, isFrom])
/** One for housekeeping, one for engineering. */
const two = async (): Promise<[Ticket, Ticket]> => {
  const felix = await actorAs('felix')
  return [await opened(felix, asking()), await opened(felix, askingFor('Drip', 'engineering'))]
}

const listeners: Listener[] = []
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(stopHub)

describe('PUT /api/tickets/:id/links/:otherId', () => {
  it('401 signed out, 400 naming the field', async () => {
    const [a, b] = await two()
    const params = { id: a.id, otherId: b.id }
    expect((await ask(PUT, { method: 'PUT', params, body: { id: newId(), kind: 'same' } })).status).toBe(401)
    for (const [body, field] of [
      [{ kind: 'cousin' }, 'body.kind'],
      [{ kind: undefined }, 'body.kind'],
      [{ id: 'x' }, 'body.id'],
      [{ madeById: cast.ada.id }, 'body.madeById'],
    ] as const)
      expect(await put('felix', a, b, body)).toMatchObject({ status: 400, body: { error: { field } } })
    expect(await put('felix', a, a)).toMatchObject({ status: 400, body: { error: { message: 'same_ticket' } } })
  })

  it('404, the same, unless both are the caller’s to see, whichever of them is not', async () => {
    const [a, b] = await two()
    const answers = [
      await put('hana', a, b),
      await put('marco', a, b),
      await put('hana', a, { id: newId() }),
      await del('hana', a, b),
      await del('marco', b, a),
    ]
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([404, { error: { message: 'not_found' } }])
    expect(await seen('felix', a)).toEqual([])
  })

  it('200, shown from both sides, once for one id also at once; 409 for another link under it', async () => {
    const [a, b] = await two()
    const id = newId()
    const answers = await Promise.all([1, 2, 3].map(() => put('felix', a, b, { id })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await seen('felix', a)).toEqual([[b.id, 'follows', true]])
    expect(await seen('felix', b)).toEqual([[a.id, 'follows', false]])
    expect((await put('felix', a, b, { id, kind: 'same' })).status).toBe(409)
    expect((await put('ines', a, b, { id })).status).toBe(409)
  })

  it('409 for all but one of the pairs that are linked at once under one id', async () => {
    for (let times = 0; times < 5; times++) {
      const pairs = [await two(), await two(), await two()]
      const id = newId()
      const answers = await Promise.all(pairs.map(([a, b]) => put('felix', a, b, { id })))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    }
  })

  it('two that are linked are linked anew: there is one link between them, and the old one is kept with who ended it', async () => {
    const [a, b] = await two()
    await put('felix', a, b)
    await put('ines', b, a, { kind: 'duplicate' })
    expect(await seen('felix', a)).toEqual([[b.id, 'duplicate', false]])
    const rows = await db()
      .select()
      .from(ticketLinks)
      .where(or(eq(ticketLinks.ticketId, a.id), eq(ticketLinks.otherId, a.id)))
    expect(rows.map(({ kind, endedById }) => [kind, endedById])).toEqual([
      ['follows', cast.ines.id],
      ['duplicate', null],
    ])
  })

  it('whoever sees one of the two learns nothing of the other: in no answer, no journal, no version and no frame', async () => {
    await vi.waitFor(() => expect(hub().engine).toBe('up'))
    const [a, b] = await two()
    const before = await getTicket(await actorAs('hana'), a.id)
    const hana = Listener.open(await actorAs('hana'), { [a.id]: a.lastSeq })
    const felix = Listener.open(await actorAs('felix'), { [a.id]: a.lastSeq })
    listeners.push(hana, felix)
    await vi.waitFor(() => expect([...hana.all('hello'), ...felix.all('hello')]).toHaveLength(2))
    await expect
      .poll(async () => {
        await put('felix', a, b)
        return felix.all('links').length
      })
      .toBeGreaterThan(0)
    await del('felix', a, b)
    await put('felix', b, a)
    expect(hana.all('links')).toEqual([])
    const { readers: _, ...after } = await getTicket(await actorAs('hana'), a.id)
    expect(after).toEqual({ ticket: before.ticket, read: before.read, links: [] })
    expect(await readJournal(a.id, before.ticket.lastSeq + 1, 99)).toEqual([])
  })

  it('one that is restricted later is no longer spoken of', async () => {
    const [a, b] = await two()
    await put('felix', a, b)
    expect(await seen('ines', a)).toHaveLength(1)
    await restrictTicket(await actorAs('felix'), b.id, { id: newId(), namedIds: [] })
    expect(await seen('ines', a)).toEqual([])
    expect(await seen('nora', a)).toHaveLength(1)
  })
})

describe('DELETE /api/tickets/:id/links/:otherId', () => {
  it('401 signed out, 200 from either side and twice', async () => {
    const [a, b] = await two()
    await put('felix', a, b)
    expect((await ask(DELETE, { method: 'DELETE', params: { id: a.id, otherId: b.id } })).status).toBe(401)
    expect(await del('ines', b, a)).toMatchObject({ status: 200, body: { items: [] } })
    expect(await del('ines', a, b)).toMatchObject({ status: 200, body: { items: [] } })
    expect(await seen('felix', a)).toEqual([])
  })
})
