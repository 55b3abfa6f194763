import { beforeAll, expect, it } from 'vitest'
import { departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import type { Audience } from '@/lib/tickets/schema'
import { actorAs } from '@/scripts/stage/stage'
import { Bulletin } from './frames'
import { OpenTickets } from './open-tickets'
import { commitMany, makeTicket, upTo } from './rehearsal'

const LENGTH = 195
/** Twenty of them are not a burden. */
const MOST_AT_ONCE = 20

let felix: Actor
let ticketId: string
beforeAll(async () => {
  felix = await actorAs('felix')
  ticketId = await makeTicket(felix)
  await commitMany(felix, ticketId, LENGTH)
})

const seqsIn = (bytes: Uint8Array): number[] =>
  [
    ...Buffer.from(bytes)
      .toString()
      .matchAll(/^id: [^:]+:(\d+)$/gm),
  ].map(([, seq]) => Number(seq))

it('replays a long thread piece by piece, in order and without holes', async () => {
  const open = new OpenTickets([{ ticketId, seq: 0 }], () => false)
  const pieces: number[][] = []
  for await (const bytes of open.fill(ticketId, LENGTH)) pieces.push(seqsIn(bytes))
  expect(pieces.flat()).toEqual(upTo(1, LENGTH))
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(MOST_AT_ONCE)
})

it('knows after each piece what was sent: who is interrupted goes on from there', async () => {
  const open = new OpenTickets([{ ticketId, seq: 3 }], () => false)
  const seqs: number[] = []
  for await (const bytes of open.fill(ticketId, LENGTH)) {
    seqs.push(...seqsIn(bytes))
    break
  }
  expect(seqs.length).toBeLessThan(LENGTH - 3)
  for await (const bytes of open.align(new Map([[ticketId, LENGTH]]))) seqs.push(...seqsIn(bytes))
  expect(seqs).toEqual(upTo(4, LENGTH))
  expect(open.isOff(new Map([[ticketId, LENGTH]]))).toBe(false)
})

it('says nothing more of a ticket that its reader has lost sight of in the middle of it', async () => {
  let sees = true
  const open = new OpenTickets(
    [{ ticketId, seq: 0 }],
    () => false,
    async () => sees,
  )
  const told: string[] = []
  for await (const bytes of open.align(new Map([[ticketId, LENGTH]]))) {
    told.push(Buffer.from(bytes).toString())
    sees = false
  }
  expect(told).toHaveLength(2)
  expect(told[1]).toContain('event: gone')
  expect(open.has(ticketId)).toBe(false)
})

it('is not taken from whoever has it open by the record of a loss that they had made good before', () => {
  const open = new OpenTickets([{ ticketId, seq: 5 }], () => false)
  const ours: Audience = {
    departmentId: departments.housekeeping.id,
    restricted: false,
    openerId: felix.personId,
    assigneeId: null,
    watcherIds: [],
    namedIds: [],
    mentionedIds: [],
    mentionedDepartmentIds: [],
  }
  const theirs = { ...ours, departmentId: departments.engineering.id }
  const entry = { ticketId, id: ticketId, authorId: null, n: 1, at: '', kind: 'message' as const, body: { text: 'x' } }
  const delivery = { before: ours, after: theirs, accessVersion: 1, ticket: null }
  const viewer = { personId: 'hana', role: 'attendant' as const, departmentIds: [departments.housekeeping.id] }
  const shown = (seq: number) => {
    const frames: Uint8Array[] = []
    open.show(viewer, new Bulletin({ type: 'entry', entry: { ...entry, seq }, delivery }), frames)
    return frames
  }
  expect(shown(4)).toEqual([])
  expect(open.has(ticketId)).toBe(true)
  expect(shown(6)).toHaveLength(1)
  expect(open.has(ticketId)).toBe(false)
})

it('says nothing more to who is leaving in the middle of it', async () => {
  let isLeaving = false
  const open = new OpenTickets([{ ticketId, seq: 0 }], () => isLeaving)
  const seqs: number[] = []
  for await (const bytes of open.fill(ticketId, LENGTH)) {
    seqs.push(...seqsIn(bytes))
    isLeaving = true
  }
  expect(seqs.length).toBeLessThanOrEqual(MOST_AT_ONCE)
})
