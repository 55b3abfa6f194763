import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, roomId } from '@/db/cast'
import { db } from '@/db/client'
import {
  attachments,
  entries,
  erasures,
  people,
  pushAlerts,
  pushSubscriptions,
  sessions,
  tickets,
  watchers,
} from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import { loadActors } from '@/lib/auth/access'
import { readJournal } from '@/lib/chat/entries'
import { askExport } from '@/lib/exports/exports'
import { exportInput } from '@/lib/exports/schema'
import { verifyJournal } from '@/lib/journal/verify'
import { makeTicket } from '@/lib/live/rehearsal'
import { setFlag } from '@/lib/places/flags'
import { liftLegalHold, setLegalHold } from '@/lib/privacy/holds'
import { newcomer, runAll, say } from '@/lib/privacy/specimen'
import { newId } from '@/lib/schema'
import { assignTicket } from '@/lib/tickets/assignment'
import { linkTickets } from '@/lib/tickets/links'
import { opened, written } from '@/lib/tickets/specimen'
import { actorAs, ask, requestOf } from '@/scripts/stage/stage'
import { GET as DOSSIER } from '../dossier/route'
import { PUT } from './route'

type Who = keyof typeof cast

const erase = async (by: Who, id: string, body: object) =>
  ask(PUT, { as: await actorAs(by), method: 'PUT', params: { id }, body })

describe('PUT /api/people/:id/erasure', () => {
  it('is for admins alone, by the name as it stands, and nobody themselves', async () => {
    const { id, name } = await newcomer()
    for (const who of Object.keys(cast) as Who[])
      if (cast[who].role !== 'admin')
        expect([who, (await erase(who, id, { name, withTexts: true })).status]).toEqual([who, 403])
    expect(await erase('ada', id, { name: 'Somebody', withTexts: true })).toMatchObject({
      status: 400,
      body: { error: { field: 'body.name' } },
    })
    expect(await erase('ada', id, { name })).toMatchObject({
      status: 400,
      body: { error: { field: 'body.withTexts' } },
    })
    expect((await erase('ada', newId(), { name, withTexts: true })).status).toBe(404)
    expect((await erase('ada', cast.ada.id, { name: cast.ada.name, withTexts: false })).status).toBe(403)
    const [person] = await db().select().from(people).where(eq(people.id, id))
    expect(person).toMatchObject({ name, active: true })
  })

  it('leaves nothing that says who it was, and the tickets with their figures as they are', async () => {
    const wanda = await newcomer()
    const ticket = await opened(wanda.actor)
    const entry = await say(wanda, ticket.id, 'kept words')
    expect((await erase('ada', wanda.id, { name: wanda.name, withTexts: false })).status).toBe(200)
    await runAll()
    const [person] = await db().select().from(people).where(eq(people.id, wanda.id))
    expect(person).toMatchObject({
      name: 'Former colleague',
      email: null,
      passwordHash: null,
      pinHash: null,
      active: false,
      preferences: {},
    })
    expect((await loadActors([wanda.actor.sessionId])).actors.size).toBe(0)
    const kept = await db().select().from(sessions).where(eq(sessions.personId, wanda.id))
    expect(kept.every(({ device, endedAt }) => device === '' && endedAt !== null)).toBe(true)
    const [after] = await readJournal(ticket.id, entry.seq, entry.seq)
    expect(after).toMatchObject({ authorId: wanda.id, body: { text: 'kept words' } })
    const everywhere = await db().execute(sql`select 1 from people where people::text like ${`%${wanda.name}%`}`)
    expect(everywhere).toHaveLength(0)
  })

  it('not while a ticket under legal hold says who they are: 409, and nothing is changed', async () => {
    const [felix, nora] = [await actorAs('felix'), await actorAs('nora')]
    const watching = { kind: 'watching' as const }
    const parts: Record<string, (wanda: Awaited<ReturnType<typeof newcomer>>) => Promise<string>> = {
      // Also where the months in which it was opened have been dropped.
      opener: ({ actor }) => makeTicket(actor),
      assignee: async ({ id }) => {
        const ticket = await opened(felix)
        await assignTicket(felix, ticket.id, { ...written(), personId: id })
        return ticket.id
      },
      'on a list': async ({ id }) => {
        const ticket = await opened(felix)
        await db()
          .insert(watchers)
          .values({ ticketId: ticket.id, personId: id, ...watching })
        return ticket.id
      },
      author: async (wanda) => {
        const ticket = await opened(felix)
        await say(wanda, ticket.id, 'said there')
        await db().delete(watchers).where(eq(watchers.personId, wanda.id))
        return ticket.id
      },
    }
    for (const [part, take] of Object.entries(parts)) {
      const wanda = await newcomer()
      const ticketId = await take(wanda)
      await setLegalHold(nora, ticketId, { id: newId(), reason: 'a claim' })
      const answer = await erase('ada', wanda.id, { name: wanda.name, withTexts: false })
      const [person] = await db().select().from(people).where(eq(people.id, wanda.id))
      expect([part, answer.status, answer.body.error?.message, person?.name]).toEqual([
        ...[part, 409, 'person_on_legal_hold', wanda.name],
      ])
      await liftLegalHold(nora, ticketId, { id: newId() })
      expect([part, (await erase('ada', wanda.id, { name: wanda.name, withTexts: false })).status]).toEqual([part, 200])
    }
  })

  it('with what they wrote: everywhere but under legal hold, and there once that is lifted', async () => {
    const wanda = await newcomer()
    const nora = await actorAs('nora')
    const [ticket, held] = [await opened(wanda.actor), await opened(wanda.actor)]
    const entry = await say(wanda, ticket.id, 'words to go')
    const other = await say(wanda, held.id, 'words that stay')
    await erase('ada', wanda.id, { name: wanda.name, withTexts: true })
    await setLegalHold(nora, held.id, { id: newId(), reason: 'a claim' })
    await runAll()
    const bodyOf = async ({ ticketId, seq }: { ticketId: string; seq: number }) =>
      (await readJournal(ticketId, seq, seq))[0]?.body
    expect(await bodyOf(entry)).toMatchObject({ text: '', removed: { why: 'person' } })
    expect(await bodyOf(other)).toEqual({ text: 'words that stay' })
    await liftLegalHold(nora, held.id, { id: newId() })
    await runAll()
    await runAll()
    expect(await bodyOf(other)).toMatchObject({ text: '', removed: { why: 'person' } })
    const [noted] = await db().select().from(erasures).where(eq(erasures.personId, wanda.id))
    expect(noted).toMatchObject({ kind: 'person', withTexts: true, doneAt: expect.any(Date) })
    const faults: unknown[] = []
    await verifyJournal(db(), (fault) => [ticket.id, held.id].includes(fault.ticketId) && faults.push(fault))
    expect(faults).toEqual([])
  })
})

describe('GET /api/people/:id/dossier', () => {
  const linesFor = async (by: Who, id: string) => {
    const { status, body } = await ask<string>(DOSSIER, { as: await actorAs(by), params: { id } })
    return {
      status,
      lines:
        status === 200
          ? body
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line))
          : [],
    }
  }

  it('is for admins and managers', async () => {
    const { id } = await newcomer()
    for (const who of Object.keys(cast) as Who[]) {
      const isTheirs = cast[who].role === 'admin' || cast[who].role === 'manager'
      expect([who, (await linesFor(who, id)).status]).toEqual([who, isTheirs ? 200 : 403])
    }
    expect((await linesFor('ada', newId())).status).toBe(404)
  })

  it('has all that is held of them and no secret', async () => {
    const wanda = await newcomer()
    const ticket = await opened(wanda.actor)
    await say(wanda, ticket.id, 'my words')
    const { lines } = await linesFor('ada', wanda.id)
    const of = (kind: string) => lines.filter((line) => line.kind === kind)
    expect(of('person')).toMatchObject([{ name: wanda.name, role: 'attendant' }])
    expect(of('department')).toEqual([{ kind: 'department', code: 'housekeeping' }])
    expect(of('session')).toMatchObject([{ device: 'a tablet' }])
    expect(of('ticket')).toMatchObject([{ id: ticket.id, isOpener: true, isAssignee: false }])
    expect(
      of('entry')
        .map(({ body }) => body.text ?? body.code)
        .sort(),
    ).toEqual(['my words', 'opened'])
    expect(of('read').length).toBeGreaterThan(0)
    expect(JSON.stringify(lines)).not.toMatch(/passwordHash|pinHash|fingerprint|digest/)
  })

  it('has what they put on places, linked, showed and took out of the house, and of what they were told', async () => {
    const zora = await newcomer('manager')
    const { personId, sessionId } = zora.actor
    const [one, other, hidden] = [await opened(zora.actor), await opened(zora.actor), await opened(zora.actor)]
    await setFlag(zora.actor, roomId(412), newId(), {
      ...{ kind: 'note', note: 'Their cat bites', until: new Date(Date.now() + 3_600_000).toISOString() },
    })
    await linkTickets(zora.actor, one.id, other.id, { ...written(), kind: 'follows' })
    await linkTickets(zora.actor, one.id, hidden.id, { ...written(), kind: 'same' })
    const { id: exportId } = await askExport(zora.actor, {
      ...{
        id: newId(),
        what: 'tickets',
        format: 'csv',
        withMark: false,
        filter: { kind: 'history', query: { q: 'cat' } },
      },
    } as never)
    const photo = { id: newId(), ticketId: one.id, personId, size: 9, storageKey: newId() }
    await db()
      .insert(attachments)
      .values([photo, { ...photo, id: newId(), ticketId: hidden.id, storageKey: newId() }])
    const endpoint = `https://push.example/${newId()}`
    await db().insert(pushSubscriptions).values({ sessionId, personId, endpoint, p256dh: 'p', auth: 'a' })
    await db()
      .insert(pushAlerts)
      .values([one, hidden].map(({ id: ticketId }) => ({ ticketId, event: 1, sessionId })))
    await db().execute(sql`update tickets set restricted = true where id = ${hidden.id}`)
    const { lines } = await linesFor('ada', zora.id)
    const of = (kind: string) => lines.filter((line) => line.kind === kind)
    expect(of('flag')).toMatchObject([{ of: 'note', placeId: roomId(412), note: 'Their cat bites', setById: personId }])
    expect(of('export')).toMatchObject([{ id: exportId, what: 'tickets', session: sessionId }])
    expect(of('link')).toMatchObject([{ ticketId: one.id, otherId: other.id }])
    expect(of('photo')).toMatchObject([{ id: photo.id, ticketId: one.id }])
    expect(of('alert')).toMatchObject([{ ticketId: one.id, session: sessionId }])
    expect(JSON.stringify(lines)).not.toContain(hidden.id)
    expect(JSON.stringify(lines)).not.toMatch(/push\.example\/|p256dh|storageKey/)
  })

  it('has what they typed into a ticket that they opened, and nothing of that of one that they were given', async () => {
    const wanda = await newcomer()
    const [own, given] = [await opened(wanda.actor), await opened(await actorAs('felix'))]
    const said = { guestName: 'Mrs Okafor', placeId: roomId(412), fields: { cause: 'a pipe' } }
    for (const { id } of [own, given]) await db().update(tickets).set(said).where(eq(tickets.id, id))
    await db()
      .update(tickets)
      .set({ assigneeId: wanda.id, status: 'accepted', acceptedAt: new Date() })
      .where(eq(tickets.id, given.id))
    const { lines } = await linesFor('ada', wanda.id)
    const line = (id: string) => lines.find((one) => one.kind === 'ticket' && one.id === id)
    expect(line(own.id)).toMatchObject({ isOpener: true, ...said })
    expect(line(given.id)).toMatchObject({ isOpener: false, isAssignee: true })
    expect(Object.keys(line(given.id) ?? {})).not.toEqual(expect.arrayContaining(['guestName']))
  })

  it('has what they did as the audit has it, and names there no ticket that its asker may not see', async () => {
    const [zora, wanda] = [await newcomer('manager'), await newcomer()]
    const [seen, hidden] = [await opened(zora.actor), await opened(zora.actor)]
    await ask(DOSSIER, { as: zora.actor, params: { id: wanda.id } })
    for (const { id: ticketId } of [seen, hidden]) await audit(db(), zora.id, 'story.exported', { ticketId })
    await audit(db(), zora.id, 'device.ended', { deviceId: newId(), device: 'Lobby' })
    await db().execute(sql`update tickets set restricted = true where id = ${hidden.id}`)
    const actsFor = async (by: Who) => (await linesFor(by, zora.id)).lines.filter(({ kind }) => kind === 'act')
    expect(await actsFor('ada')).toMatchObject([
      { action: 'person.exported', details: { personId: wanda.id } },
      { action: 'story.exported', details: { ticketId: seen.id } },
      { action: 'story.exported', details: {} },
      { action: 'device.ended', details: { device: 'Lobby' } },
    ])
    expect(JSON.stringify(await actsFor('ada'))).not.toContain('deviceId')
    expect(JSON.stringify(await actsFor('ada'))).not.toContain(hidden.id)
    expect(JSON.stringify(await actsFor('nora'))).toContain(hidden.id)
  })

  it('names no other ticket that one was cancelled as a duplicate of', async () => {
    const wanda = await newcomer()
    const ticket = await opened(wanda.actor)
    const body = { code: 'cancelled', params: { reason: 'duplicate', duplicateOf: newId() } }
    await db()
      .update(entries)
      .set({ body: body as never })
      .where(eq(entries.ticketId, ticket.id))
    const { lines } = await linesFor('ada', wanda.id)
    const [entry] = lines.filter(({ kind }) => kind === 'entry')
    expect(entry?.body).toEqual({ code: 'cancelled', params: { reason: 'duplicate' } })
  })

  it('says what they looked for when they exported to managers, and to themselves, alone', async () => {
    const wanda = await newcomer('manager')
    const query = { q: 'theft' }
    await askExport(
      wanda.actor,
      exportInput.parse({ id: newId(), what: 'tickets', format: 'csv', filter: { kind: 'history', query } }),
    )
    const taken = async (by: Who) => (await linesFor(by, wanda.id)).lines.find(({ kind }) => kind === 'export')
    expect(await taken('nora')).toMatchObject({ what: 'tickets', filter: { query }, total: expect.any(Number) })
    expect(await taken('ada')).toMatchObject({ what: 'tickets', filter: null, total: null, rows: null })
  })

  it('says nothing of a ticket that its asker may not see', async () => {
    const wanda = await newcomer()
    const ticket = await opened(wanda.actor)
    await say(wanda, ticket.id, 'between us')
    await db().execute(sql`update tickets set restricted = true where id = ${ticket.id}`)
    expect(JSON.stringify((await linesFor('ada', wanda.id)).lines)).not.toContain(ticket.id)
    expect(JSON.stringify((await linesFor('nora', wanda.id)).lines)).toContain('between us')
    expect(await db().select().from(entries).where(eq(entries.ticketId, ticket.id))).not.toEqual([])
  })

  /** Begun: its first line has been taken. `rest` takes the others, and `lines` are those that came. */
  async function begin(as: Awaited<ReturnType<typeof newcomer>>['actor'], id: string) {
    const { body } = await DOSSIER(await requestOf({ as }), { params: Promise.resolve({ id }) })
    const reader = body?.getReader()
    await reader?.read()
    const lines: { kind: string; id: string }[] = []
    const rest = async () => {
      for (let one = await reader?.read(); one && !one.done; one = await reader?.read())
        for (const line of new TextDecoder().decode(one.value).split('\n').filter(Boolean)) lines.push(JSON.parse(line))
    }
    return { lines, rest }
  }

  it('breaks off when its asker may not have it any more', async () => {
    const [wanda, asker] = [await newcomer(), await newcomer('manager')]
    await say(wanda, (await opened(wanda.actor)).id, 'my words')
    const { lines, rest } = await begin(asker.actor, wanda.id)
    await db().update(people).set({ role: 'attendant' }).where(eq(people.id, asker.id))
    await expect(rest()).rejects.toThrow('not_yours')
    // At most what had been read ahead.
    expect(lines.filter(({ kind }) => kind !== 'department')).toEqual([])
  })

  it('tells what its asker may see by then', async () => {
    const [wanda, asker] = [await newcomer(), await newcomer('manager')]
    const [open, restricted] = [await opened(wanda.actor), await opened(wanda.actor)]
    await db().execute(sql`update tickets set restricted = true where id = ${restricted.id}`)
    const { lines, rest } = await begin(asker.actor, wanda.id)
    await db().update(people).set({ role: 'admin' }).where(eq(people.id, asker.id))
    await rest()
    expect(lines.filter(({ kind }) => kind === 'ticket').map(({ id }) => id)).toEqual([open.id])
    expect(JSON.stringify(lines)).not.toContain(restricted.id)
  })
})
