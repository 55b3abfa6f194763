import { appendFile, readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import postgres from 'postgres'
import { expect, it, vi } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { erasures, people } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import { verifyJournal } from '@/lib/journal/verify'
import { chatKey } from '@/lib/live/keys'
import { streamOf } from '@/lib/live/rehearsal'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { opened } from '@/lib/tickets/specimen'
import { actorAs } from '@/scripts/stage/stage'
import { erasuresFile, readErasures } from './erasures'
import { sayFarewell } from './farewell'
import { redactEntry } from './redaction'
import { reconcileErasures } from './replay'

const say = async (by: keyof typeof cast, ticketId: string, body: string) =>
  (await sendMessage(await actorAs(by), ticketId, sendMessageInput.parse({ id: newId(), body }))).entry

it('what was erased after a backup is erased again once that is restored, and nothing else', async () => {
  const [nora, ada] = [await actorAs('nora'), await actorAs('ada')]
  const ticket = await opened(await actorAs('felix'))
  const removed = await say('hana', ticket.id, 'never to be seen again')
  const kept = await say('hana', ticket.id, 'stays')
  const personId = newId()
  await db().insert(people).values({ id: personId, name: 'Wanda Weg', email: 'wanda@alder.example', role: 'attendant' })
  const backup = await dump()

  await redactEntry(nora, ticket.id, removed.seq, { id: newId(), reason: 'a card number' })
  await sayFarewell(ada, personId, { name: 'Wanda Weg', withTexts: false })
  const list = await readFile(erasuresFile(), 'utf8')
  expect(list).not.toMatch(/card number|Wanda|seen again/)
  expect((await readErasures()).map(({ kind }) => kind)).toEqual(['redacted', 'person'])

  await restore(backup)
  // It could fail: the backup has brought all of it back.
  expect(await textOf(ticket.id, removed.seq)).toBe('never to be seen again')
  expect(await nameOf(personId)).toBe('Wanda Weg')

  await reconcileErasures()
  const [entry] = await readJournal(ticket.id, removed.seq, removed.seq)
  expect(entry?.body).toMatchObject({ text: '', removed: { why: 'redacted', by: cast.nora.id, reason: '' } })
  expect(await textOf(ticket.id, kept.seq)).toBe('stays')
  expect(await nameOf(personId)).toBe('Former colleague')
  const faults: unknown[] = []
  await verifyJournal(db(), (fault) => fault.ticketId === ticket.id && faults.push(fault))
  expect(faults).toEqual([])

  // Again, and by two at once: nothing more is done, and the file is as it was.
  await Promise.all([reconcileErasures(), reconcileErasures()])
  expect(await readFile(erasuresFile(), 'utf8')).toBe(list)
  expect(await db().select().from(erasures)).toHaveLength(2)
})

it('what a crash kept out of the list is written into it', async () => {
  const id = newId()
  await db().insert(erasures).values({ id, kind: 'stripped', ticketId: newId() })
  await reconcileErasures()
  expect((await readErasures()).map((one) => one.id)).toContain(id)
})

it('what cannot be erased again holds up neither the others nor what Redis forgets of them', async () => {
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
  const ticket = await opened(await actorAs('felix'))
  const { id: entryId } = await say('hana', ticket.id, 'brought back by a backup')
  const inRedis = async () => JSON.stringify(await streamOf(chatKey(ticket.id)))
  await expect.poll(inRedis).toContain('brought back')
  const listed = { ticketId: ticket.id, entryId, personId: null, withTexts: false, byId: null, at: new Date() }
  const wrong = { ...listed, id: newId(), kind: 'person' }
  const right = { ...listed, id: newId(), kind: 'redacted' }
  await appendFile(erasuresFile(), [wrong, right].map((one) => `${JSON.stringify(one)}\n`).join(''))
  await expect(reconcileErasures()).rejects.toThrow()
  expect(await inRedis()).not.toContain('brought back')
})

const textOf = async (ticketId: string, seq: number) => {
  const [entry] = await readJournal(ticketId, seq, seq)
  return entry?.kind === 'message' ? entry.body.text : undefined
}
const nameOf = async (id: string) =>
  (await db().select({ name: people.name }).from(people).where(eq(people.id, id)))[0]?.name

/** Every row of every table, as a backup has them. */
async function dump(): Promise<Map<string, string>> {
  const client = postgres(process.env.DATABASE_URL ?? '', { max: 1 })
  const tables = await client<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`
  const rows = new Map<string, string>()
  for (const { name } of tables) {
    const [all] = await client`select coalesce(json_agg(one), '[]')::text as rows from ${client(name)} one`
    rows.set(name, all?.rows)
  }
  await client.end()
  return rows
}

async function restore(backup: Map<string, string>): Promise<void> {
  const client = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  await client.begin(async (tx) => {
    // As pg_restore does: the rows first, what ties them to each other after.
    const ties = await tx`select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as of
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
    for (const { table, name } of ties) await tx.unsafe(`alter table ${table} drop constraint "${name}"`)
    await tx.unsafe(`truncate ${[...backup.keys()].map((name) => `"${name}"`).join(', ')}`)
    for (const [name, rows] of backup)
      await tx.unsafe(
        `insert into "${name}" overriding system value select * from json_populate_recordset(null::"${name}", $1::text::json)`,
        [rows],
      )
    for (const { table, name, of } of ties) await tx.unsafe(`alter table ${table} add constraint "${name}" ${of}`)
  })
  await client.end()
}
