/** Whatever people do, in whatever order and at the same time: the journal is the ticket. */
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { entries, readPositions, reads } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { MessageBody } from '@/lib/chat/schema'
import { AppError } from '@/lib/errors'
import { previewOf } from '@/lib/live/events'
import { actorOf, DO, deed, gather } from './deeds'
import { audienceOf, toEntry, toTicket } from './dto'
import { canSee } from './policy'
import { replay } from './replay'
import { asking, opened } from './specimen'
import { findVisible } from './visible'

let actors: ReadonlyMap<string, Actor>
beforeAll(async () => {
  actors = await gather()
})

/** Up to four people at the same moment, one moment after the other. */
const story = fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 12 })

it('keeps a ticket what its journal tells', { timeout: 120_000 }, async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(story, fc.boolean(), async (moments, restricted) => {
      const input = asking({
        restricted,
        namedIds: restricted ? [cast.hana.id] : [],
        at: new Date(Date.now() - 3e6).toISOString(),
      })
      const { id } = await opened(actorOf('felix'), input)
      for (const moment of moments) {
        const outcomes = await Promise.allSettled(moment.map((one) => DO[one.action](one, id)))
        for (const outcome of outcomes)
          if (outcome.status === 'fulfilled') done++
          else if (!(outcome.reason instanceof AppError)) throw outcome.reason
      }
      await expectWhole(id, { restricted, named: input.namedIds })
    }),
    { numRuns: 30 },
  )
  // Or else all of it was refused, and nothing was shown.
  expect(done).toBeGreaterThan(100)
})

async function expectWhole(id: string, start: { restricted: boolean; named: string[] }) {
  const found = await findVisible(db(), actorOf('nora'), id)
  const ticket = toTicket(found, found)
  const rows = await db().select().from(entries).where(eq(entries.ticketId, id)).orderBy(entries.seq)

  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.at(-1)).toMatchObject({ seq: ticket.lastSeq, n: ticket.messageCount })
  let version = 0
  let messages = 0
  let at = 0
  for (const [index, row] of rows.entries()) {
    expect(row.n).toBe(row.kind === 'message' ? ++messages : messages)
    expect(row.at.getTime()).toBeGreaterThanOrEqual(at)
    expect(row.at.getTime()).toBeLessThanOrEqual(row.receivedAt.getTime())
    at = row.at.getTime()
    if (row.delivery.ticket) expect(row.delivery.ticket.version).toBe(++version)
    expect(row.delivery.before).toEqual(index === 0 ? null : rows[index - 1]?.delivery.after)
    // Whoever holds the ticket on a screen must be told of every change of who sees it, also by a message.
    const { before, after } = row.delivery
    if (JSON.stringify(before) !== JSON.stringify(after)) expect(row.delivery.ticket).not.toBeNull()
    // Whoever wrote it could see it, but for the first entry, before which there was nothing.
    const author = [...actors.values()].find(({ personId }) => personId === row.authorId)
    expect(author && (row.delivery.before === null || canSee(author, row.delivery.before))).toBe(true)
  }
  expect(ticket.version).toBe(version)
  expect(rows.at(-1)?.delivery.after).toEqual(audienceOf(found, found))
  const last = rows.findLast((row) => row.delivery.ticket)?.delivery.ticket
  const { lastSeq, messageCount, lastEntryAt, lastMessage } = ticket
  expect(ticket).toEqual({ ...last, lastSeq, messageCount, lastEntryAt, lastMessage })
  expect(lastEntryAt).toBe(rows.at(-1)?.receivedAt.toISOString())
  const said = rows.findLast(({ kind }) => kind === 'message')
  const preview = said && previewOf((said.body as MessageBody).text)
  expect(lastMessage).toEqual(said ? { authorId: said.authorId, preview, at: said.at.toISOString() } : null)

  const told = replay(rows.map(toEntry), { ...start, departmentId: rows[0]?.delivery.after.departmentId ?? '' })
  expect({
    ...{ status: told.status, heldFrom: told.heldFrom, assigneeId: told.assigneeId, departmentId: told.departmentId },
    ...{ restricted: told.restricted, quantity: told.edited.quantity ?? 4 },
    ...{
      watcherIds: [...told.watching].sort(),
      namedIds: [...told.named].sort(),
      mentionedIds: [...told.mentioned].sort(),
      mentionedDepartmentIds: [...told.mentionedDepartments].sort(),
    },
  }).toEqual({
    ...{ status: ticket.status, heldFrom: ticket.hold?.from ?? null, assigneeId: ticket.assigneeId },
    ...{ departmentId: ticket.departmentId, restricted: ticket.restricted, quantity: ticket.quantity },
    ...{ watcherIds: ticket.watcherIds, namedIds: ticket.namedIds, mentionedIds: ticket.mentionedIds },
    mentionedDepartmentIds: ticket.mentionedDepartmentIds,
  })
  await expectReadersTrue(id)
}

/** Positions are entries that exist, with their count of messages, and are the newest of the trail. */
async function expectReadersTrue(id: string) {
  const positions = await db().select().from(readPositions).where(eq(readPositions.ticketId, id))
  const trail = await db().select().from(reads).where(eq(reads.ticketId, id)).orderBy(reads.id)
  const rows = await db().select().from(entries).where(eq(entries.ticketId, id))
  for (const position of positions) {
    expect(rows.find(({ seq }) => seq === position.seq)?.n).toBe(position.n)
    const own = trail.filter(({ personId }) => personId === position.personId).map(({ seq }) => seq)
    expect(own).toEqual([...new Set(own)].toSorted((a, b) => a - b))
    expect(own.at(-1)).toBe(position.seq)
    const ownMessages = rows.filter((row) => row.authorId === position.personId && row.kind === 'message')
    expect(position.seq).toBeGreaterThanOrEqual(Math.max(0, ...ownMessages.map(({ seq }) => seq)))
  }
}
