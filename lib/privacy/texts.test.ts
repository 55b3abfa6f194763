/** What people wrote who have been erased. Who may erase them stands in the route's own test. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { roomId } from '@/db/cast'
import { db } from '@/db/client'
import { catalogueItems, erasures, exports, placeFlags } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { readJournal } from '@/lib/chat/entries'
import { verifyJournal } from '@/lib/journal/verify'
import { chatKey } from '@/lib/live/keys'
import { mend, refill } from '@/lib/live/publish'
import { streamOf } from '@/lib/live/rehearsal'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { fillFields, setGuest } from '@/lib/tickets/guests'
import { asking, askingFor, opened, written } from '@/lib/tickets/specimen'
import { editTicket } from '@/lib/tickets/tickets'
import { actorAs } from '@/scripts/stage/stage'
import { liftLegalHold, setLegalHold } from './holds'
import { redactEntry } from './redaction'
import { removalsSince } from './removals'
import { runRetention } from './retention-clock'
import { eraseWithTexts, newcomer, runAll, say } from './specimen'

let hana: Actor
let nora: Actor
let felix: Actor
beforeAll(async () => {
  ;[hana, nora, felix] = await Promise.all([actorAs('hana'), actorAs('nora'), actorAs('felix')])
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})

const word = () => `w${newId().replaceAll('-', '').slice(-10)}`
const bodyOf = async ({ ticketId, seq }: { ticketId: string; seq: number }) =>
  (await readJournal(ticketId, seq, seq))[0]?.body
const isDone = async (personId: string) =>
  (await db().select().from(erasures).where(eq(erasures.personId, personId)))[0]?.doneAt !== null
/** Wherever the database keeps what somebody typed. */
const isSaid = async (said: string) => {
  const rows = await db().execute(
    sql.join(
      ['entries', 'tickets', 'ticket_texts', 'place_flags', 'exports', 'legal_holds'].map((name) => {
        const table = sql.identifier(name)
        return sql`select 1 from ${table} where ${table}::text like ${`%${said}%`}`
      }),
      sql` union `,
    ),
  )
  return rows.length > 0
}

it('what is under hold of one holds up nobody else, and devices forget where something went, and only that', async () => {
  const [anna, bert] = [await newcomer(), await newcomer()]
  const [held, free] = [await opened(anna.actor), await opened(bert.actor)]
  const [stays, goes] = [await say(anna, held.id, 'stays'), await say(bert, free.id, 'goes')]
  await eraseWithTexts(anna)
  await eraseWithTexts(bert)
  await setLegalHold(nora, held.id, { id: newId(), reason: 'a claim' })
  const { at } = await removalsSince(hana, new Date().toISOString())
  await runAll()
  expect(await bodyOf(goes)).toMatchObject({ text: '', removed: { why: 'person' } })
  expect(await bodyOf(stays)).toEqual({ text: 'stays' })
  expect([await isDone(anna.id), await isDone(bert.id)]).toEqual([false, true])
  expect(await removalsSince(hana, at)).toMatchObject({ ticketIds: [free.id], isAll: false })
  const later = new Date(Date.now() + 3_600_000).toISOString()
  expect(await removalsSince(hana, later)).toMatchObject({ ticketIds: [], isAll: false })

  await liftLegalHold(nora, held.id, { id: newId() })
  await runAll()
  expect(await bodyOf(stays)).toMatchObject({ text: '', removed: { why: 'person' } })
  expect(await isDone(anna.id)).toBe(true)
  expect((await removalsSince(hana, at)).ticketIds.sort()).toEqual([free.id, held.id].sort())
})

it('devices forget also what its person may not see any more, as what there never was', async () => {
  const { at } = await removalsSince(hana, undefined)
  const [kept, lost, none] = [await opened(felix), await opened(felix), newId()]
  await db().execute(sql`update tickets set restricted = true where id = ${lost.id}`)
  const { ticketIds } = await removalsSince(hana, at, [kept.id, lost.id, none])
  expect(ticketIds).not.toContain(kept.id)
  expect(ticketIds).toEqual(expect.arrayContaining([lost.id, none]))
})

it('Redis that was away when they were wiped forgets them once it answers', async () => {
  const wanda = await newcomer()
  const ticket = await opened(wanda.actor)
  const said = word()
  const entry = await say(wanda, ticket.id, said)
  const inRedis = async () => JSON.stringify(await streamOf(chatKey(ticket.id)))
  await expect.poll(inRedis).toContain(said)
  await eraseWithTexts(wanda)
  const del = vi.spyOn(redis(), 'del').mockRejectedValue(new Error('away'))
  onTestFinished(() => del.mockRestore())
  await expect(runRetention()).rejects.toThrow('away')
  expect(await bodyOf(entry)).toMatchObject({ text: '' })
  expect(await inRedis()).toContain(said)
  del.mockRestore()
  await runRetention()
  expect(await inRedis()).not.toContain(said)
  const again = vi.spyOn(redis(), 'del')
  await runRetention()
  expect(again).not.toHaveBeenCalled()
})

it('Redis that is brought a thread read before they were wiped forgets it once more', async () => {
  for (const bring of [mend, (id: string) => refill(id, 0)]) {
    const wanda = await newcomer()
    const ticket = await opened(wanda.actor)
    const said = word()
    await say(wanda, ticket.id, said)
    const inRedis = async () => JSON.stringify(await streamOf(chatKey(ticket.id)))
    await expect.poll(inRedis).toContain(said)
    await redis().del(chatKey(ticket.id))
    // The journal has been read, and what was read is on its way.
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const send = redis().publishEntries.bind(redis())
    const late = vi.spyOn(redis(), 'publishEntries').mockImplementation(async (...args) => {
      await held
      return send(...args)
    })
    onTestFinished(() => late.mockRestore())
    const bringing = bring(ticket.id)
    await vi.waitFor(() => expect(late).toHaveBeenCalled())
    await eraseWithTexts(wanda)
    await runAll()
    letGo()
    await bringing
    late.mockRestore()
    expect(await inRedis()).toBe('[]')
  }
})

it('what they typed of a ticket goes, of their own and of others’, and what others typed stays', async () => {
  const wanda = await newcomer()
  const [lost] = await db().select().from(catalogueItems).where(eq(catalogueItems.code, 'lost_and_found'))
  const [mine, guest, edited, theirs] = [word(), word(), word(), word()]
  const own = await opened(wanda.actor, askingFor(mine, 'housekeeping', { guestName: guest }))
  const corrected = await opened(wanda.actor, askingFor(mine, 'housekeeping', { guestName: guest }))
  await editTicket(nora, corrected.id, { ...written(), version: corrected.version, summary: `summary ${theirs}` })
  await setGuest(nora, corrected.id, { ...written(), name: `guest ${theirs}` })
  const found = asking({ catalogueItemId: lost?.id ?? '', quantity: 1, fields: { where: `at ${theirs}` } })
  const filled = await opened(felix, found)
  const fields = { where: `at ${theirs}`, stored_at: edited }
  await fillFields(wanda.actor, filled.id, { ...written(), version: filled.version, fields })
  for (const said of [mine, guest, edited, theirs]) expect([said, await isSaid(said)]).toEqual([said, true])
  await eraseWithTexts(wanda)
  await runAll()
  for (const said of [mine, guest, edited]) expect([said, await isSaid(said)]).toEqual([said, false])
  const now = async (id: string) =>
    (await db().query.tickets.findFirst({ where: (row, { eq }) => eq(row.id, id) })) ?? {}
  expect(await now(own.id)).toMatchObject({ summary: '…', guestName: '' })
  expect(await now(corrected.id)).toMatchObject({ summary: `summary ${theirs}`, guestName: `guest ${theirs}` })
  expect(await now(filled.id)).toMatchObject({ fields: { where: `at ${theirs}` } })

  // What is typed afterwards is another's, also while something of theirs waits for the end of a hold.
  await db().update(erasures).set({ doneAt: null }).where(eq(erasures.personId, wanda.id))
  const { version } = (await db().query.tickets.findFirst({ where: (row, { eq }) => eq(row.id, own.id) })) ?? {
    version: 0,
  }
  await editTicket(nora, own.id, { ...written(), version, summary: 'said anew' })
  await runAll()
  expect(await now(own.id)).toMatchObject({ summary: 'said anew' })
  const faults: unknown[] = []
  await verifyJournal(db(), (fault) => [own.id, corrected.id, filled.id].includes(fault.ticketId) && faults.push(fault))
  expect(faults).toEqual([])
})

it('why they removed something goes, and that they did stays', async () => {
  const wanda = await newcomer('manager')
  const ticket = await opened(felix)
  const why = word()
  const { seq } = await say({ actor: hana }, ticket.id, 'a secret')
  await redactEntry(wanda.actor, ticket.id, seq, { id: newId(), reason: why })
  await eraseWithTexts(wanda)
  await runAll()
  expect(await isSaid(why)).toBe(false)
  expect(await bodyOf({ ticketId: ticket.id, seq })).toMatchObject({
    removed: { why: 'redacted', by: wanda.id, reason: '' },
  })
})

it('what they noted at places and searched for when they exported goes, and others’ stays', async () => {
  const wanda = await newcomer()
  const [theirs, others] = [word(), word()]
  for (const [setById, said] of [
    [wanda.id, theirs],
    [nora.personId, others],
  ] as const)
    for (const kind of ['vip', 'note'] as const) {
      const moments = { setAt: new Date(), until: new Date(Date.now() + 3_600_000) }
      await db()
        .insert(placeFlags)
        .values({ id: newId(), placeId: roomId(412), kind, note: said, setById, ...moments })
      const asked = { what: 'tickets' as const, format: 'csv' as const, withMark: false, timeZone: 'UTC', total: 0 }
      const filter = { kind: 'history' as const, query: { q: said } }
      await db()
        .insert(exports)
        .values({ id: newId(), personId: setById, device: newId(), filter, ...asked })
    }
  await eraseWithTexts(wanda)
  await runAll()
  expect([await isSaid(theirs), await isSaid(others)]).toEqual([false, true])
  const notes = await db().select().from(placeFlags).where(eq(placeFlags.setById, wanda.id))
  expect(notes.map(({ kind, note }) => `${kind} ${note}`).sort()).toEqual(['note …', 'vip '])
  const [kept] = await db().select().from(exports).where(eq(exports.personId, wanda.id))
  expect(kept?.filter).toEqual({ kind: 'history', query: { q: '…' } })
})
