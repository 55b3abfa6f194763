import { eq, sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { auditLog, entries, erasures, readPositions, reads, retention, tickets } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import { historyQuery } from '@/lib/history/schema'
import { searchHistory } from '@/lib/history/search'
import { verifyJournal } from '@/lib/journal/verify'
import { setLegalHold } from '@/lib/privacy/holds'
import { redactEntry } from '@/lib/privacy/redaction'
import { runRetention } from '@/lib/privacy/retention-clock'
import type { Retention, RetentionRule } from '@/lib/privacy/schema'
import { newId } from '@/lib/schema'
import { type asking, askingFor, ticketIn } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { PUT as CONFIRM, DELETE as STOP } from './confirmation/route'
import { PUT as TRY } from './dry-run/route'
import { GET, PUT } from './route'

type Who = keyof typeof cast
const HOUSEKEEPING = departments.housekeeping.id
const rule = (over: Partial<RetentionRule> = {}): RetentionRule => ({
  departmentId: HOUSEKEEPING,
  months: 12,
  way: 'strip',
  ...over,
})

afterEach(() =>
  db()
    .update(retention)
    .set({ rules: [], confirmedVersion: null, confirmedById: null, confirmedAt: null, dryRun: null }),
)

const read = async () => (await ask<Retention>(GET, { as: await actorAs('ada') })).body
const set = async (rules: RetentionRule[], by: Who = 'ada', version?: number) =>
  ask(PUT, { as: await actorAs(by), method: 'PUT', body: { version: version ?? (await read()).version, rules } })
const dryRun = async (by: Who = 'ada') =>
  ask<Retention>(TRY, { as: await actorAs(by), method: 'PUT', body: { version: (await read()).version } })
const confirm = async (by: Who = 'ada', at?: string) => {
  const { version, dryRun } = await read()
  return ask(CONFIRM, {
    as: await actorAs(by),
    method: 'PUT',
    body: { version, at: at ?? dryRun?.at ?? '2026-01-01T00:00:00Z' },
  })
}

/** A closed ticket of Felix's, with a guest and a message that say this word, which ended so many months ago. */
async function endedTicket(word: string, months: number, over: Parameters<typeof asking>[0] = {}) {
  const ticket = await ticketIn(
    'closed',
    askingFor(`about ${word}`, 'housekeeping', { guestName: `Mrs ${word}`, ...over }),
  )
  await sendMessage(await actorAs('hana'), ticket.id, sendMessageInput.parse({ id: newId(), body: `said ${word}` }))
  await db()
    .update(tickets)
    .set({ endedAt: sql`now() - make_interval(months => ${months}) - interval '1 day'` })
    .where(eq(tickets.id, ticket.id))
  return ticket
}
const word = () => `w${newId().replaceAll('-', '').slice(-10)}`
const isSaid = async (ticketId: string, said: string) => {
  const rows = await db().execute(sql`
    select 1 from entries where ticket_id = ${ticketId} and entries::text like ${`%${said}%`}
    union select 1 from tickets where id = ${ticketId} and tickets::text like ${`%${said}%`}
    union select 1 from ticket_texts where ticket_id = ${ticketId} and text like ${`%${said}%`}`)
  return rows.length > 0
}
const runAll = async () => {
  for (let round = 0; round < 50 && (await runRetention()); round++);
}
const faultsOf = async (ticketId: string) => {
  const faults: string[] = []
  await verifyJournal(db(), (fault) => fault.ticketId === ticketId && faults.push(`${fault.seq} ${fault.damage}`))
  return faults
}

describe('/api/settings/retention', () => {
  it('is for admins alone', async () => {
    for (const who of Object.keys(cast) as Who[]) {
      if (cast[who].role === 'admin') continue
      const as = await actorAs(who)
      const answers = await Promise.all([
        ask(GET, { as }),
        ask(PUT, { as, method: 'PUT', body: { version: 0, rules: [] } }),
        ask(TRY, { as, method: 'PUT', body: { version: 0 } }),
        ask(CONFIRM, { as, method: 'PUT', body: { version: 0, at: '2026-01-01T00:00:00Z' } }),
        ask(STOP, { as, method: 'DELETE', body: { version: 0 } }),
      ])
      expect([who, answers.map(({ status }) => status)]).toEqual([who, [403, 403, 403, 403, 403]])
    }
    expect(await ask(GET)).toMatchObject({ status: 401 })
  })

  it('malformed → 400 naming the field; set by somebody else meanwhile → 409 with what is set', async () => {
    expect(await set([rule({ months: 0 })])).toMatchObject({
      status: 400,
      body: { error: { field: 'body.rules.0.months' } },
    })
    expect(await set([rule(), rule()])).toMatchObject({ status: 400 })
    expect(await set([rule({ departmentId: newId() })])).toMatchObject({
      status: 400,
      body: { error: { field: 'body.rules' } },
    })
    const { version } = await read()
    expect((await set([rule()])).status).toBe(200)
    expect(await set([], 'ada', version)).toMatchObject({
      status: 409,
      body: { error: { current: { rules: [rule()] } } },
    })
  })

  it('does nothing before a dry run of these very rules is confirmed, nor once they are changed', async () => {
    const [said, later] = [word(), word()]
    const old = await endedTicket(said, 13)
    await set([rule()])
    await runAll()
    expect(await confirm()).toMatchObject({ status: 409 })
    const { body } = await dryRun()
    await runAll()
    expect(await isSaid(old.id, said)).toBe(true)
    await set([rule({ months: 24 })])
    expect(await confirm('ada', body.dryRun?.at)).toMatchObject({ status: 409 })
    await set([rule()])
    await dryRun()
    expect((await confirm()).status).toBe(200)
    expect((await searchHistory(await actorAs('nora'), historyQuery.parse({ q: said }))).items).toHaveLength(1)
    await runAll()
    expect(await isSaid(old.id, said)).toBe(false)
    const other = await endedTicket(later, 13)
    await set([rule({ months: 11 })])
    await runAll()
    expect(await isSaid(other.id, later)).toBe(true)
    const actions = (await db().select().from(auditLog)).map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['retention.set', 'retention.dry_run', 'retention.confirmed', 'retention.done']),
    )
  })

  it('says how many of which department and month, and leaves what is open, owed a call, young or held', async () => {
    const said = word()
    await set([rule({ months: 30 })])
    const before = (await dryRun()).body.dryRun
    const old = await endedTicket(said, 40)
    const [held, owed, young] = [
      await endedTicket(said, 40),
      await endedTicket(said, 40, { callBack: true }),
      await endedTicket(said, 29),
    ]
    await setLegalHold(await actorAs('nora'), held.id, { id: newId(), reason: 'a claim' })
    const after = (await dryRun()).body.dryRun
    const count = (run: typeof after) => run?.touched.reduce((sum, one) => sum + one.tickets, 0) ?? 0
    expect([count(after) - count(before), (after?.held ?? 0) - (before?.held ?? 0)]).toEqual([1, 1])
    const month = new Date(Date.now() - 40 * 30.44 * 86_400_000).toISOString().slice(0, 4)
    expect(after?.touched.find((one) => one.month.startsWith(month))).toMatchObject({
      departmentId: HOUSEKEEPING,
      way: 'strip',
    })
    await confirm()
    await runAll()
    const left = await Promise.all([old, held, owed, young].map(({ id }) => isSaid(id, said)))
    expect(left).toEqual([false, true, true, true])
    expect(((await dryRun()).body.dryRun?.touched ?? []).length).toBe(0)
  })

  it('stripped: what happened stays, the journal verifies, and it is still found by what it is', async () => {
    const said = word()
    const { id, number } = await endedTicket(said, 13)
    await set([rule()])
    await dryRun()
    await confirm()
    // As two processes would.
    await Promise.all([runAll(), runAll()])
    const journal = await readJournal(id, 1, 99)
    expect(journal.map(({ kind, body }) => ('code' in body ? body.code : kind))).toEqual([
      'opened',
      'accepted',
      'completed',
      'closed',
      'message',
    ])
    expect(journal.at(-1)).toMatchObject({
      authorId: cast.hana.id,
      n: 1,
      body: { text: '', removed: { why: 'stripped' } },
    })
    expect(await faultsOf(id)).toEqual([])
    const found = await searchHistory(await actorAs('nora'), historyQuery.parse({ q: `T-${number}` }))
    expect(found.items.map(({ ticket }) => ticket.id)).toEqual([id])
    expect((await searchHistory(await actorAs('nora'), historyQuery.parse({ q: said }))).items).toEqual([])
    expect(await db().select().from(erasures).where(eq(erasures.ticketId, id))).toHaveLength(1)
  })

  it('stripped of why something was removed as well: that it was, and by whom, stays', async () => {
    const [said, why] = [word(), word()]
    const { id } = await endedTicket(said, 13)
    const seq = (await readJournal(id, 1, 99)).at(-1)?.seq ?? 0
    await redactEntry(await actorAs('nora'), id, seq, { id: newId(), reason: why })
    expect(await isSaid(id, why)).toBe(true)
    await set([rule()])
    await dryRun()
    await confirm()
    await runAll()
    expect([await isSaid(id, said), await isSaid(id, why)]).toEqual([false, false])
    const [removed, redaction] = await readJournal(id, seq, 99)
    expect(removed?.body.removed).toMatchObject({ why: 'redacted', seq: seq + 1, by: cast.nora.id, reason: '' })
    expect(redaction).toMatchObject({ authorId: cast.nora.id, body: { redactedSeq: seq, reason: '' } })
    expect(await faultsOf(id)).toEqual([])
  })

  it('erased: who, when and what kind stays, and the journal verifies', async () => {
    const said = word()
    const { id } = await endedTicket(said, 13)
    const whoRead = async () => [
      ...(await db().select({ by: reads.personId }).from(reads).where(eq(reads.ticketId, id))),
      ...(await db().select({ by: readPositions.personId }).from(readPositions).where(eq(readPositions.ticketId, id))),
    ]
    expect(await whoRead()).not.toEqual([])
    await set([rule({ way: 'erase' })])
    await dryRun()
    await confirm()
    await runAll()
    expect(await isSaid(id, said)).toBe(false)
    expect(await whoRead()).toEqual([])
    const journal = await readJournal(id, 1, 99)
    expect(journal.map(({ authorId }) => authorId)).toEqual([
      cast.felix.id,
      cast.hana.id,
      cast.hana.id,
      cast.felix.id,
      cast.hana.id,
    ])
    expect(journal[1]?.body).toEqual({
      code: 'accepted',
      params: {},
      removed: { why: 'erased', at: expect.any(String) },
    })
    const rows = await db().select({ delivery: entries.delivery }).from(entries).where(eq(entries.ticketId, id))
    expect(rows.every(({ delivery }) => delivery.ticket === null)).toBe(true)
    expect(await faultsOf(id)).toEqual([])
  })

  it('stopped: nothing more is done', async () => {
    const said = word()
    const { id } = await endedTicket(said, 13)
    await set([rule()])
    await dryRun()
    await confirm()
    const { version } = await read()
    expect(await ask(STOP, { as: await actorAs('ada'), method: 'DELETE', body: { version } })).toMatchObject({
      status: 200,
      body: { confirmed: null },
    })
    await runAll()
    expect(await isSaid(id, said)).toBe(true)
  })
})
