/** The journal of real tickets, damaged in every way, each time found and named. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/db/client'
import * as schema from '@/db/schema'
import { entries, erasures, tickets } from '@/db/schema'
import { seedTickets } from '@/db/seed'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { newId } from '@/lib/schema'
import { ticketIn } from '@/lib/tickets/specimen'
import { editTicket } from '@/lib/tickets/tickets'
import { actorAs } from '@/scripts/stage/stage'
import { sealSome } from './sealing'
import { verifyJournal } from './verify'

let felix: Actor
let hana: Actor
let ticketId: string
const LAST = 8

beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
  // Drawing photos takes a slow machine longer than a transaction of the pool may be idle.
  const patient = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  await seedTickets(drizzle(patient, { schema, casing: 'snake_case' }), { seed: 7, now: new Date() })
  await patient.end()
})

/** Eight entries: opened, accepted, done, and five messages. */
beforeEach(async () => {
  ticketId = (await ticketIn('done')).id
  for (const body of ['one', 'two', 'three', 'four', 'five'])
    await sendMessage(body === 'two' ? felix : hana, ticketId, { id: newId(), body, mentions: [] })
  expect(await found()).toEqual([])
  return repair
})

async function found() {
  const faults: string[] = []
  const { unsealed } = await verifyJournal(db(), (fault) => {
    expect([fault.ticketId, typeof fault.number]).toEqual([ticketId, 'number'])
    faults.push(`${fault.seq} ${fault.damage}`)
  })
  expect(unsealed).toBe(0)
  return faults
}

const noFault = () => expect.unreachable('a fault')

/** Removes it whole, so that the next test finds a journal without faults. */
async function repair() {
  for (const table of ['entries', 'read_positions', 'reads', 'watchers', 'ticket_texts'])
    await db().execute(sql`delete from ${sql.raw(table)} where ticket_id = ${ticketId}`)
  await db().delete(tickets).where(eq(tickets.id, ticketId))
}

const change = (seq: number, what: string) =>
  db().execute(sql`update ${entries} set ${sql.raw(what)} where ticket_id = ${ticketId} and seq = ${seq}`)
const isRow = (seq: number) => and(eq(entries.ticketId, ticketId), eq(entries.seq, seq))

describe('a whole journal', () => {
  it('is verified entry by entry, what was written live and what was seeded', async () => {
    const progress: number[] = []
    const verified = await verifyJournal(db(), noFault, (so) => progress.push(so.entries))
    const [row] = await db().execute<{ entries: number; tickets: number }>(sql`
      select (select count(*)::int from ${entries}) as entries, (select count(*)::int from ${tickets}) as tickets`)
    expect(verified).toEqual({ ...row, unsealed: 0 })
    expect(progress.at(-1)).toBe(row?.entries)
  })
})

describe('a changed row is named, and only that', () => {
  it.each([
    ['its words', `body = '{"text": "another"}'`],
    ['a word of its request', "fingerprint = 'another'"],
    ['its author', 'author_id = null'],
    ['its device', 'device = null'],
    ['its moment', "at = at - interval '1 ms'"],
    ['its receipt', "received_at = received_at - interval '1 ms'"],
    ['its id', 'id = gen_random_uuid()'],
    ['its kind', "kind = 'redaction'"],
    ['its count', 'n = n - 1'],
    ['its audience', `delivery = jsonb_set(delivery, '{after,restricted}', 'true')`],
    ['a salt', `body_salt = '\\x00'`],
    ['a hash', `delivery_hash = digest`],
    ['its digest', 'digest = body_hash'],
  ])('%s', async (_, what) => {
    await change(5, what)
    expect(await found()).toEqual(['5 changed'])
  })

  it('the very first and the very last', async () => {
    await change(1, `body = '{"code": "closed", "params": {}}'`)
    await change(LAST, `body = '{"text": "another"}'`)
    expect(await found()).toEqual(['1 changed', `${LAST} changed`])
  })

  it('also when its digest was reckoned anew, by the one after it or by its ticket', async () => {
    await db().execute(
      sql`update ${entries} set digest = sha256(digest) where ticket_id = ${ticketId} and seq = ${LAST}`,
    )
    await db().execute(sql`update ${tickets} set digest = sha256(digest) where id = ${ticketId}`)
    expect(await found()).toEqual([`${LAST} changed`])
  })
})

describe('a row that is not there is named', () => {
  it.each([1, 4, LAST])('the one with seq %d', async (seq) => {
    await db().delete(entries).where(isRow(seq))
    expect(await found()).toEqual([`${seq} missing`])
  })

  it('the last ones, though the ticket was set back with them', async () => {
    await db().delete(entries).where(isRow(LAST))
    await db()
      .update(tickets)
      .set({ lastSeq: LAST - 1 })
      .where(eq(tickets.id, ticketId))
    expect(await found()).toEqual([`${LAST - 1} head`])
  })
})

describe('a row that is there twice is named', () => {
  it('under its own seq, when the index that forbids it is gone', async () => {
    await db().transaction(async (tx) => {
      await tx.execute(sql`alter table ${entries} drop constraint entries_ticket_id_seq_pk`)
      await tx.execute(sql`drop index entries_id cascade`)
      await tx.execute(sql`insert into ${entries} select * from ${entries} where ticket_id = ${ticketId} and seq = 4`)
    })
    expect(await found()).toEqual(['4 doubled'])
    await db().execute(sql`delete from ${entries} where ticket_id = ${ticketId}`)
    await db().execute(sql`alter table ${entries} add constraint entries_ticket_id_seq_pk primary key (ticket_id, seq)`)
    await db().execute(sql`create unique index entries_id on ${entries} (ticket_id, id)`)
    const [ticket, entry] = [sql.raw('ticket_id'), sql.raw('entry_id')]
    await db().execute(sql`alter table attachments add constraint attachments_entry
      foreign key (${ticket}, ${entry}) references ${entries} (ticket_id, id)`)
  })

  it('as one more, beyond what the ticket knows', async () => {
    const [row] = await db().select().from(entries).where(isRow(LAST))
    if (!row) throw new Error('not there')
    await db()
      .insert(entries)
      .values({ ...row, seq: LAST + 1, id: newId() })
    expect(await found()).toEqual([`${LAST + 1} surplus`])
  })
})

it('a digest that was taken away is named, and is not made anew', async () => {
  await change(3, 'digest = null')
  expect(await found()).toEqual(['3 unsealed'])
  await db().update(tickets).set({ digest: null }).where(eq(tickets.id, ticketId))
  expect(await sealSome()).toBe(true)
  const faults: string[] = []
  await verifyJournal(db(), ({ seq, damage }) => faults.push(`${seq} ${damage}`))
  expect(faults).toEqual(['3 unsealed', `${LAST} head`])
})

describe('what is erased', () => {
  const removed = '"removed": {"why": "stripped", "at": "2026-01-01T00:00:00.000Z"}'
  const list = (kind: 'stripped' | 'erased') => db().insert(erasures).values({ id: newId(), kind, ticketId })

  it('leaves the chain whole, and no way to guess it', async () => {
    await list('stripped')
    await change(5, `body = '{"text": "", ${removed}}', fingerprint = '', body_salt = null`)
    expect(await found()).toEqual([])
    const [row] = await db().select().from(entries).where(isRow(5))
    expect(row).toMatchObject({ bodySalt: null, body: { text: '' } })
    expect(row?.bodyHash).toHaveLength(32)
    // Who wrote it, and when, still stands.
    await change(5, 'author_id = null')
    expect(await found()).toEqual(['5 changed'])
  })

  it.each([
    ['says something else', `body = '{"text": "another"}', body_salt = null`],
    ['says something else, and that it was removed', `body = '{"text": "another", ${removed}}', body_salt = null`],
    ['keeps what tells its words', `body = '{"text": "", ${removed}}', body_salt = null`],
    ['is another event', `body = '{"code": "closed", "params": {}, ${removed}}', body_salt = null`],
  ])('a row that is not blank without its salt is a changed one: it %s', async (_, what) => {
    await list('stripped')
    await change(5, what)
    expect(await found()).toEqual(['5 changed'])
  })

  it('nor may a delivery without its salt tell of the ticket', async () => {
    await change(1, `delivery = jsonb_set(delivery, '{ticket,summary}', '"another"'), delivery_salt = null`)
    expect(await found()).toEqual(['1 changed'])
  })

  it('is on the list: words that were taken away as if, are named', async () => {
    await list('erased')
    await change(5, `body = '{"text": "", ${removed}}', fingerprint = '', body_salt = null`)
    expect(await found()).toEqual(['5 changed'])
  })

  it('and what is no longer quoted, where somebody was erased', async () => {
    const [ticket] = await db().select().from(tickets).where(eq(tickets.id, ticketId))
    await editTicket(felix, ticketId, { id: newId(), version: ticket?.version ?? 0, summary: 'another' })
    await change(LAST + 1, `body = body || '{"unquoted": true}', fingerprint = '', body_salt = null`)
    expect(await found()).toEqual([`${LAST + 1} changed`])
    await db().insert(erasures).values({ id: newId(), kind: 'person', personId: hana.personId, withTexts: true })
    expect(await found()).toEqual([])
    await change(LAST, `body = body || '{"unquoted": true}', fingerprint = '', body_salt = null`)
    expect(await found()).toEqual([`${LAST} changed`])
  })

  it('is another every time: the same words have another hash', async () => {
    await sendMessage(hana, ticketId, { id: newId(), body: 'five', mentions: [] })
    const rows = await db().select().from(entries).where(eq(entries.ticketId, ticketId)).orderBy(asc(entries.seq))
    expect(rows.at(-1)?.bodyHash).not.toEqual(rows.at(-2)?.bodyHash)
  })
})

describe('what was written before there were digests', () => {
  it('goes on without, is counted, and is sealed in steps', async () => {
    await db().execute(sql`update ${entries} set body_salt = null, body_hash = null, delivery_salt = null,
      delivery_hash = null, digest = null where ticket_id = ${ticketId}`)
    await db().update(tickets).set({ digest: null }).where(eq(tickets.id, ticketId))
    await sendMessage(hana, ticketId, { id: newId(), body: 'six', mentions: [] })
    expect(await verifyJournal(db(), noFault)).toMatchObject({ unsealed: 1 })
    expect(await sealSome()).toBe(true)
    await sendMessage(hana, ticketId, { id: newId(), body: 'seven', mentions: [] })
    expect(await found()).toEqual([])
    await change(9, `body = '{"text": "another"}'`)
    expect(await found()).toEqual(['9 changed'])
  })
})
