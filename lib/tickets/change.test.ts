/** A change under bad circumstances: the same one many times, many at once, and a database that goes away in the middle. */
import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { asUnavailable } from '@/lib/api/outage'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { markRead } from '@/lib/chat/reads'
import { canonical } from '@/lib/journal/digest'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { acceptTicket, assignTicket, transferTicket } from './assignment'
import { writeEntry } from './journal'
import { asking, opened, ticketIn, written } from './specimen'
import { editTicket } from './tickets'
import { findVisible } from './visible'
import { addWatcher, removeWatcher } from './watchers'
import { cancelTicket, completeTicket, holdTicket, resumeTicket, startWork } from './work'

let felix: Actor
let hana: Actor
let nora: Actor
beforeAll(async () => {
  felix = await actorAs('felix')
  hana = await actorAs('hana')
  nora = await actorAs('nora')
})

const journalOf = (id: string) => db().select().from(entries).where(eq(entries.ticketId, id)).orderBy(entries.seq)
const say = (actor: Actor, id: string, body: string) => sendMessage(actor, id, { ...written(), body, mentions: [] })

describe('a change', () => {
  it('asked for twenty times at once under one id is one entry', async () => {
    const { id } = await ticketIn('new')
    const once = written()
    const answers = await Promise.all(Array.from({ length: 20 }, () => acceptTicket(hana, id, once)))
    expect(new Set(answers.map(({ seq, ticket }) => `${seq} ${ticket?.status} ${ticket?.version}`))).toEqual(
      new Set(['2 accepted 2']),
    )
    expect(await journalOf(id)).toHaveLength(2)
  })

  it('asked for twenty times at once under twenty ids is one entry', async () => {
    const { id } = await ticketIn('new')
    const answers = await Promise.all(Array.from({ length: 20 }, () => acceptTicket(hana, id, written())))
    for (const answer of answers) expect(answer).toMatchObject({ seq: 2, ticket: { status: 'accepted' } })
    expect(await journalOf(id)).toHaveLength(2)
  })

  it('among messages of many people takes its place without a hole', async () => {
    const { id } = await ticketIn('accepted')
    const people = await Promise.all(
      (['hana', 'maria', 'rosa', 'felix', 'ines', 'nora'] as const).map((who) => actorAs(who)),
    )
    const work = async () => {
      await startWork(hana, id, written())
      await holdTicket(hana, id, { ...written(), reason: 'part' })
      await resumeTicket(hana, id, written())
      await addWatcher(felix, id, cast.marco.id, written())
      await completeTicket(hana, id, written())
    }
    const talk = people.map(async (person) => {
      for (let n = 0; n < 8; n++) await say(person, id, `${person.name} ${n}`)
    })
    await Promise.all([work(), ...talk])
    const journal = await journalOf(id)
    expect(journal.map(({ seq }) => seq)).toEqual(Array.from({ length: 2 + 5 + 48 }, (_, index) => index + 1))
    let messages = 0
    for (const entry of journal) expect(entry.n).toBe(entry.kind === 'message' ? ++messages : messages)
    const moments = journal.map(({ at }) => at.getTime())
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(await findVisible(db(), felix, id)).toMatchObject({
      lastSeq: 55,
      messageCount: 48,
      version: 7,
      status: 'done',
    })
  })

  it('carries who could see it before and after, and the access version of its transaction', async () => {
    const { id } = await ticketIn('accepted')
    const version = await db().transaction((tx) => raiseAccessVersion(tx))
    await transferTicket(hana, id, { ...written(), departmentId: departments.engineering.id, reason: 'A leak' })
    await say(felix, id, 'Thank you')
    const [first, , transferred, message] = (await journalOf(id)).map(({ delivery }) => delivery)
    expect(first?.before).toBeNull()
    expect(transferred).toMatchObject({
      before: { departmentId: departments.housekeeping.id, assigneeId: cast.hana.id, watcherIds: [] },
      after: { departmentId: departments.engineering.id, assigneeId: null, watcherIds: [cast.hana.id] },
      ticket: { id, version: 3, lastSeq: 3 },
      accessVersion: version,
    })
    expect(message).toEqual({
      before: transferred?.after,
      after: transferred?.after,
      ticket: null,
      accessVersion: version,
    })
  })

  it('that its transaction does not survive leaves nothing', async () => {
    const { id } = await ticketIn('new')
    const before = await findVisible(db(), felix, id)
    const broken = db().transaction(async (tx) => {
      const ticket = await findVisible(tx, hana, id, { lock: true })
      const body = { code: 'started' as const, params: {} }
      await writeEntry(tx, {
        ...{ actor: hana, ticket, fingerprint: 'x', patch: { summary: 'Half done' } },
        entry: { id: newId(), kind: 'event', body },
        watch: { add: [{ personId: cast.marco.id, kind: 'named' }] },
      })
      throw new Error('pulled the plug')
    })
    await expect(broken).rejects.toThrow('pulled the plug')
    expect({ ...(await findVisible(db(), felix, id)), now: null }).toEqual({ ...before, now: null })
    expect(await journalOf(id)).toHaveLength(1)
  })

  it('cut off by a database that goes away is a 503 with nothing half-written, and done by the retry', async () => {
    const { id } = await ticketIn('new')
    const once = written()
    const other = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
    try {
      // The row is already updated when the insert into the journal waits for this lock.
      const cut = await other.begin(async (lock) => {
        await lock`lock table entries in access exclusive mode`
        const accepting = acceptTicket(hana, id, once).catch((thrown: unknown) => thrown)
        const victim = () => lock<{ pid: number }[]>`
          select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
        await expect.poll(async () => (await victim()).length).toBe(1)
        for (const { pid } of await victim()) await lock`select pg_terminate_backend(${pid})`
        return accepting
      })
      expect(asUnavailable(cut)).toMatchObject({ code: 'unavailable' })
    } finally {
      await other.end()
    }
    expect(await findVisible(db(), felix, id)).toMatchObject({ status: 'new', lastSeq: 1, version: 1 })
    expect(await acceptTicket(hana, id, once)).toMatchObject({ seq: 2, ticket: { status: 'accepted' } })
    expect(await journalOf(id)).toHaveLength(2)
  })

  it('answers its author’s retry after the ticket has gone from their sight, and nobody else’s', async () => {
    const { id } = await ticketIn('new', asking({ restricted: true, namedIds: [cast.ines.id, cast.hana.id] }))
    const ines = await actorAs('ines')
    const once = { ...written(), personId: cast.hana.id }
    await assignTicket(ines, id, once)
    await removeWatcher(felix, id, cast.ines.id, written())
    expect(await assignTicket(ines, id, once)).toEqual({ ticket: null, seq: 2 })
    await expect(assignTicket(ines, id, { ...once, id: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(assignTicket(await actorAs('tomas'), id, once)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('answers a retry of what was written when its version still counted, seen or no longer', async () => {
    const { id } = await ticketIn('new', asking({ restricted: true, namedIds: [cast.ines.id, cast.hana.id] }))
    const ines = await actorAs('ines')
    const once = { ...written(), basedOn: 1, personId: cast.hana.id }
    await assignTicket(ines, id, once)
    const fingerprint = createHash('sha256')
      .update(canonical([cast.ines.id, 'assign', once]))
      .digest('base64url')
    await db()
      .update(entries)
      .set({ fingerprint })
      .where(and(eq(entries.ticketId, id), eq(entries.id, once.id)))
    expect(await assignTicket(ines, id, once)).toMatchObject({ seq: 2, ticket: { version: 2 } })
    const reused = assignTicket(ines, id, { ...once, personId: cast.ines.id })
    await expect(reused).rejects.toMatchObject({ told: { code: 'id_reused' } })
    await removeWatcher(felix, id, cast.ines.id, written())
    expect(await assignTicket(ines, id, once)).toEqual({ ticket: null, seq: 2 })
  })

  it('keeps numbers apart however many are opened at once', async () => {
    const many = await Promise.all(Array.from({ length: 30 }, () => opened(felix)))
    expect(new Set(many.map(({ number }) => number)).size).toBe(30)
  })

  it('does not take an edit for a change of state, nor the other way round', async () => {
    const { id } = await ticketIn('accepted')
    await startWork(hana, id, written())
    // The version moved with the start: the editor saw an older one.
    await expect(editTicket(nora, id, { ...written(), version: 2, quantity: 2 })).rejects.toMatchObject({
      told: { code: 'stale_edit', params: { name: cast.hana.name } },
    })
    await editTicket(nora, id, { ...written(), version: 3, quantity: 2 })
    expect(await completeTicket(hana, id, { ...written(), basedOn: 3 })).toMatchObject({ ticket: { status: 'done' } })
  })
})

it('locks only the ticket it changes', async () => {
  const [one, other] = [await opened(felix), await opened(felix)]
  await db().transaction(async (tx) => {
    await findVisible(tx, felix, one.id, { lock: true })
    await acceptTicket(hana, other.id, written())
    // Nor does whoever changes a ticket hold up those who read it, or refer to it.
    await markRead(hana, one.id, { seq: 1 })
    await cancelTicket(felix, other.id, { ...written(), reason: 'duplicate', duplicateOf: one.id })
    const nowait = db().execute(sql`select 1 from ${tickets} where id = ${one.id} for update nowait`)
    await expect(nowait).rejects.toMatchObject({ cause: { code: '55P03' } })
  })
})
