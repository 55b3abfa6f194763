/** A ticket whose first month was exported and dropped, as everybody meets it afterwards: read, told, counted, taken out of the house
 *  and opened again. */
import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { factsProgress, ticketFacts } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { markRead } from '@/lib/chat/reads'
import { sendMessageInput } from '@/lib/chat/schema'
import { readThread } from '@/lib/chat/thread'
import { askExport, readExport } from '@/lib/exports/exports'
import { exportFile } from '@/lib/exports/file'
import { exportInput } from '@/lib/exports/schema'
import { storyFile } from '@/lib/history/story/file'
import { Sheet } from '@/lib/history/story/sheet'
import { readStory, readWholeStory } from '@/lib/history/story/story'
import { storyAt } from '@/lib/history/story/story-at'
import { momentsOf, timelineOf } from '@/lib/history/story/timeline'
import { chatKey } from '@/lib/live/keys'
import { wipeTicket } from '@/lib/privacy/wiping'
import { redis } from '@/lib/redis'
import { freshenFacts } from '@/lib/reports/keeping'
import { readReport } from '@/lib/reports/reports'
import { reportQuery } from '@/lib/reports/schema'
import { newId } from '@/lib/schema'
import { ticketIn, written } from '@/lib/tickets/specimen'
import { undoChange } from '@/lib/tickets/undo/undo'
import { closeTicket, completeTicket, reopenTicket } from '@/lib/tickets/work'
import { actorAs } from '@/scripts/stage/stage'
import { damageFound } from './damage'
import { dropOld, growOld } from './specimen'
import { verifyJournal } from './verify'

let felix: Actor
let hana: Actor
let nora: Actor
let id: string
let asItWas: Awaited<ReturnType<typeof readWholeStory>>

beforeAll(async () => {
  ;[felix, hana, nora] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('nora')])
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})

/** What went by the rules is no damage. */
afterEach(() => expect(damageFound().journal).toBe(0))

/** Opened, accepted and a message long ago; done, a message and closed today. */
const LAST_OLD = 3
beforeEach(async () => {
  id = (await ticketIn('accepted')).id
  await say('Long ago')
  await completed()
  await say('Today')
  await closeTicket(felix, id, written())
})
async function completed() {
  const input = written()
  await completeTicket(hana, id, input)
  return input
}
const say = (body: string) => sendMessage(hana, id, sendMessageInput.parse({ id: newId(), body }))

async function drop(upTo = LAST_OLD) {
  await growOld(id, upTo)
  await freshenFacts()
  asItWas = await readWholeStory(nora, id)
  expect(await dropOld()).toBe(upTo)
  // Long gone from there, too.
  await redis().del(chatKey(id))
}

const thread = async () => {
  const { items } = await readThread(nora, id, { limit: 50, wait: 0 })
  return items.map(({ body }) => ('code' in body ? body.code : 'text' in body ? body.text : ''))
}
const story = () => readWholeStory(nora, id)
const figures = async () => {
  const [row] = await db().select().from(ticketFacts).where(eq(ticketFacts.ticketId, id))
  return row
}
const report = () => {
  const [since, until, against] = ['2025-01-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z', '2024-12-01T00:00:00.000Z']
  const query = { since, until, against, by: 'department', department: departments.housekeeping.id }
  return readReport(nora, reportQuery.parse(query))
}

describe('a ticket whose first month was dropped', () => {
  it('says in its thread that older entries were exported, and goes on when it is opened again', async () => {
    await drop()
    expect(await thread()).toEqual(['dropped', 'dropped', 'dropped', 'completed', 'Today', 'closed'])
    expect((await reopenTicket(felix, id, written())).ticket).toMatchObject({ status: 'new', lastSeq: 7 })
    await say('Once more')
    expect((await thread()).slice(3)).toEqual(['completed', 'Today', 'closed', 'reopened', 'Once more'])
    const faults: object[] = []
    await verifyJournal(db(), (fault) => fault.ticketId === id && faults.push(fault))
    expect(faults).toEqual([])
  })

  it.each([
    [1, 0],
    [3, 0],
    [4, 1],
    [5, 2],
    [99, 2],
  ])('is read up to entry %d, with %d messages', async (seq, n) => {
    await drop()
    expect(await markRead(nora, id, { seq })).toEqual({ seq: Math.min(seq, 6), n })
  })

  it('is read to its end when all of it was dropped', async () => {
    await drop(6)
    expect(await markRead(nora, id, { seq: 2 })).toEqual({ seq: 2, n: 0 })
    expect(await markRead(nora, id, { seq: 6 })).toEqual({ seq: 6, n: 2 })
    expect(await thread()).toEqual(Array(6).fill('dropped'))
  })

  it('has a story from there, which knows of each of its moments what the whole one knew', async () => {
    await markRead(nora, id, { seq: 2 })
    await drop()
    const left = await story()
    expect([left.begins, left.entries.map(({ seq }) => seq)]).toEqual([4, [4, 5, 6]])
    const items = timelineOf(left)
    const moments = momentsOf(items, left)
    expect(moments.length).toBeGreaterThan(2)
    for (const moment of moments) expect(storyAt(left, moment)).toEqual(storyAt(asItWas, moment))
    expect(storyAt(left, moments[0] ?? '')).toMatchObject({ status: 'done', assigneeId: cast.hana.id })
    // The whole one knows of January; this one does not, and does not say that it was new and nobody's.
    const january = asItWas.entries[1]?.receivedAt ?? ''
    expect(storyAt(asItWas, january)).toMatchObject({ status: 'accepted' })
    expect(storyAt(left, january)).toBeNull()
    expect(moments).not.toContain(january)
    // Of what Nora read it is not known whether it was all.
    const read = items.find((item) => 'read' in item && item.read.seq === 2)
    expect(read).toMatchObject({ upTo: undefined, isAll: false })
  })

  it('is told in pages of any size, and as a file', async () => {
    await drop()
    const whole = await story()
    for (const limit of [1, 2, 200]) {
      const seqs: number[] = []
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await readStory(nora, id, { limit, ...(cursor && { cursor }) })
        seqs.push(...page.entries.map(({ seq }) => seq))
        cursor = page.next
      }
      expect(seqs).toEqual(whole.entries.map(({ seq }) => seq))
    }
    const note = vi.spyOn(Sheet.prototype, 'note')
    expect(await bytesOf((await storyFile(nora, id)).bytes)).toMatch(/^%PDF-1[\s\S]*%%EOF\s*$/)
    expect(note).toHaveBeenCalledWith('Older entries were exported and removed')
  })

  it('tells nothing of any moment when all of it was dropped, and of each after that', async () => {
    await drop(6)
    const left = await story()
    expect([left.begins, left.entries]).toEqual([7, []])
    expect(momentsOf(timelineOf(left), left)).toEqual([])
    await reopenTicket(felix, id, written())
    const after = await story()
    expect(momentsOf(timelineOf(after), after)).toHaveLength(1)
    expect(storyAt(after, new Date().toISOString())).toMatchObject({ seq: 7, status: 'new', assigneeId: null })
  })

  it('begins its story after a change that was taken back: what was before that nobody knows', async () => {
    id = (await ticketIn('accepted')).id
    await say('Long ago')
    const { id: of } = await completed()
    await undoChange(hana, id, { ...written(), of })
    await completed()
    await closeTicket(felix, id, written())
    await drop()
    const left = await story()
    expect(left.opening).toMatchObject({ seq: 5, status: 'accepted' })
    for (const moment of momentsOf(timelineOf(left), left))
      expect(storyAt(left, moment)).toEqual(storyAt(asItWas, moment))
  })

  it('that was erased as well is told from its last change', async () => {
    await drop()
    await db().transaction((tx) => wipeTicket(tx, id, 'erase', new Date()))
    const left = await story()
    expect(left.opening).toMatchObject({ seq: 6, status: 'closed', assigneeId: cast.hana.id })
    expect(storyAt(left, left.entries[1]?.receivedAt ?? '')).toBeNull()
    expect(momentsOf(timelineOf(left), left)).toEqual([left.entries[2]?.receivedAt])
    expect(storyAt(left, new Date().toISOString())).toMatchObject({ seq: 6, status: 'closed' })
  })

  it('counts in a report as before, whatever figures are made by; and as reopened, once', async () => {
    await drop()
    const [before, told] = [await figures(), await report()]
    expect(before).toMatchObject({ acceptS: 0, answerS: 0, hasEnded: true, personId: cast.hana.id })
    expect(before?.doneS).toBeGreaterThan(86_400)
    await db().update(factsProgress).set({ madeBy: 'older rules' })
    expect(await report()).toEqual(told)
    await reopenTicket(felix, id, written())
    for (let times = 0; times < 2; times++) {
      await db().update(factsProgress).set({ madeBy: 'older rules' })
      await freshenFacts()
      expect(await figures()).toEqual({ ...before, seq: 7, reopens: 1, making: expect.any(Number) })
    }
  })

  it('leaves the house with as many entries as were counted', async () => {
    await drop()
    for (const filter of [
      { kind: 'history', query: {} },
      { kind: 'history', query: { q: 'towels' } },
      { kind: 'report', query: { since: '2025-01-01T00:00:00Z', until: '2025-02-01T00:00:00Z' } },
    ]) {
      const { id: asked, total } = await askExport(
        nora,
        exportInput.parse({ id: newId(), what: 'entries', format: 'jsonl', filter }),
      )
      const text = await (await exportFile(nora, asked)).text()
      const lines = text.split('\n').filter(Boolean)
      expect([filter, lines.length]).toEqual([filter, total])
      expect(await readExport(nora, asked)).toMatchObject({ rows: total, state: 'finished' })
      expect(lines.map((line) => JSON.parse(line).damaged)).toEqual(Array(total ?? 0).fill(false))
    }
  })
})

async function bytesOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const piece of stream) text += Buffer.from(piece).toString('latin1')
  return text
}
