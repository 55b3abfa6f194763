/** What is rebuilt of a moment is what was there at that moment: people do whatever they may, and after each thing the ticket is
 *  looked at in the database. */
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cast, items, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { readPositions, tickets } from '@/db/schema'
import { markRead } from '@/lib/chat/reads'
import { AppError } from '@/lib/errors'
import { wipeTicket } from '@/lib/privacy/wiping'
import { acceptTicket } from '@/lib/tickets/assignment'
import { actorOf, type Deed, DO, deed, gather } from '@/lib/tickets/deeds'
import { asking, opened, written } from '@/lib/tickets/specimen'
import { editTicket, getTicket } from '@/lib/tickets/tickets'
import { closeTicket, completeTicket, holdTicket, resumeTicket } from '@/lib/tickets/work'
import type { StoryPage } from './schema'
import { readStory, readWholeStory } from './story'
import { storyAt } from './story-at'

beforeAll(gather)

type Anything = keyof typeof DO | 'read' | 'rewrite'
const ACTIONS: Anything[] = [...(Object.keys(DO) as (keyof typeof DO)[]), 'read', 'read', 'read', 'rewrite', 'rewrite']
const anything = fc.record({ deed, does: fc.constantFrom(...ACTIONS) })

const PLACES = [roomId(412), roomId(510), null]
const PRIORITIES = ['normal', 'high', 'urgent'] as const

/** Everything that an edit may change. */
async function rewrite({ who, minutes }: Deed, id: string) {
  const { ticket } = await getTicket(actorOf(who), id)
  const placeId = PLACES[minutes % 3]
  const priority = PRIORITIES[minutes % 3]
  const wanted = [{ placeId }, { priority }, { summary: `Noted ${minutes % 7}` }, { placeId, priority }][minutes % 4]
  return editTicket(actorOf(who), id, { ...written(), version: ticket.version, ...wanted })
}

async function doIt({ deed, does }: { deed: Deed; does: Anything }, id: string): Promise<boolean> {
  const work =
    does === 'read'
      ? markRead(actorOf(deed.who), id, { seq: 1 + (deed.minutes % 25) })
      : does === 'rewrite'
        ? rewrite(deed, id)
        : DO[does](deed, id)
  return work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError) return false
      throw error
    },
  )
}

/** What is to be rebuilt, as the database has it now; and the moment, which has passed when this answers. */
async function snapshot(id: string) {
  const [row] = await db().select().from(tickets).where(eq(tickets.id, id))
  const positions = await db().select().from(readPositions).where(eq(readPositions.ticketId, id))
  const moment = await clock()
  // What is kept is exact to the millisecond.
  while ((await clock()) - moment < 2);
  if (!row) throw new Error('no such ticket')
  const { lastSeq, status, heldFrom, holdReason, assigneeId, departmentId, restricted, placeId } = row
  const { summary, quantity, fields, priority } = row
  const state = { seq: lastSeq, status, heldFrom, holdReason, assigneeId, departmentId, restricted, placeId }
  const readers = Object.fromEntries(positions.map(({ personId, seq }) => [personId, seq]))
  return { moment: new Date(moment).toISOString(), is: { ...state, summary, quantity, fields, priority, readers } }
}

async function clock(): Promise<number> {
  const [row] = await db().execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000) as ms`,
  )
  return Number(row?.ms)
}

function rebuilt(story: Omit<StoryPage, 'next'>, moment: string) {
  const then = storyAt(story, moment)
  return then && { ...then, readers: Object.fromEntries([...then.readers].map(([id, { seq }]) => [id, seq])) }
}

describe('the story at a moment', () => {
  it('is what the ticket and its readers were at that moment, whatever people did', { timeout: 180_000 }, async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 6, maxLength: 25 }), fc.boolean(), async (steps, restricted) => {
        const input = asking({ restricted, namedIds: restricted ? [cast.hana.id] : [] })
        const { id } = await opened(actorOf('felix'), input)
        const seen = [await snapshot(id)]
        for (const step of steps) {
          if (!(await doIt(step, id))) continue
          done++
          seen.push(await snapshot(id))
        }
        const story = await readWholeStory(actorOf('nora'), id)
        expect(story.reads.map(({ id }) => id)).toEqual(story.reads.map(({ id }) => id).toSorted((a, b) => a - b))
        for (const { moment, is } of seen) expect(rebuilt(story, moment)).toEqual(is)
        expect(storyAt(story, new Date(Date.parse(story.entries[0]?.receivedAt ?? '') - 1).toISOString())).toBeNull()
      }),
      { numRuns: 50 },
    )
    // Or else all of it was refused, and nothing was shown.
    expect(done).toBeGreaterThan(100)
  })

  it('knows of what was done without a network from when it arrived', async () => {
    const { id } = await opened(actorOf('felix'), asking({ at: new Date(Date.now() - 3_600_000).toISOString() }))
    const before = await snapshot(id)
    await acceptTicket(actorOf('hana'), id, { ...written(), at: new Date(Date.now() - 1_800_000).toISOString() })
    await completeTicket(actorOf('hana'), id, { ...written(), at: new Date(Date.now() - 600_000).toISOString() })
    const story = await readWholeStory(actorOf('felix'), id)
    expect(storyAt(story, before.moment)).toMatchObject({ status: 'new', assigneeId: null })
    expect(storyAt(story, story.entries[1]?.receivedAt ?? '')).toMatchObject({ status: 'accepted' })
  })

  it('is what the ticket was, also once it has been erased', async () => {
    const { id } = await opened(actorOf('felix'), asking())
    const seen = [await snapshot(id)]
    for (const act of [
      () => acceptTicket(actorOf('hana'), id, written()),
      () => holdTicket(actorOf('hana'), id, { ...written(), reason: 'part' }),
      () => resumeTicket(actorOf('hana'), id, written()),
      () => completeTicket(actorOf('hana'), id, written()),
      () => closeTicket(actorOf('felix'), id, written()),
    ]) {
      await act()
      seen.push(await snapshot(id))
    }
    await db().transaction((tx) => wipeTicket(tx, id, 'erase', new Date()))
    const story = await readWholeStory(actorOf('nora'), id)
    // Who had read it went as well.
    for (const { moment, is } of seen) expect(rebuilt(story, moment)).toEqual({ ...is, readers: {} })
  })

  it('is the same read by pages of any size, each thing once', async () => {
    const { id } = await opened(actorOf('felix'), asking({ catalogueItemId: items.towels }))
    for (let turn = 0; turn < 12; turn++) {
      await DO.say({ who: turn % 2 ? 'hana' : 'felix', whom: 'hana', minutes: 1, basedOn: -1, action: 'say' }, id)
      await markRead(actorOf('nora'), id, { seq: 2 + turn })
    }
    const whole = await readWholeStory(actorOf('felix'), id)
    expect(whole.entries).toHaveLength(13)
    for (const limit of [1, 3, 7, 200]) {
      const parts: Pick<StoryPage, 'entries' | 'reads'> = { entries: [], reads: [] }
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await readStory(actorOf('felix'), id, { limit, ...(cursor && { cursor }) })
        parts.entries.push(...page.entries)
        parts.reads.push(...page.reads)
        cursor = page.next
      }
      expect(parts).toEqual({ entries: whole.entries, reads: whole.reads })
    }
    expect(whole.entries.every(({ device }) => device === 'a test')).toBe(true)
  })
})
