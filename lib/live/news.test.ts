import { expect, it } from 'vitest'
import { departments } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import { ROLES } from '@/lib/people/schema'
import { newId } from '@/lib/schema'
import type { Audience, Ticket } from '@/lib/tickets/schema'
import { hears, type Viewer, viewFor } from './audience'
import type { EntryRecord, TicketEphemeral } from './events'
import { Bulletin, Whisper } from './frames'
import { Hearsay, News } from './news'

const PEOPLE = Array.from({ length: 40 }, () => newId())
const DEPARTMENTS = Object.values(departments).map(({ id }) => id)

/** The same numbers every time. */
function dice(seed: number) {
  let state = seed
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const one = <T>(of: readonly T[]) => of[below(of.length)] as T
  const some = <T>(of: readonly T[]) => of.filter(() => below(12) === 0)
  return { below, one, some }
}

function hotel(seed: number) {
  const { below, one, some } = dice(seed)
  const audience = (): Audience => ({
    departmentId: one(DEPARTMENTS),
    restricted: below(4) === 0,
    openerId: one(PEOPLE),
    assigneeId: below(2) ? one(PEOPLE) : null,
    watcherIds: some(PEOPLE),
    namedIds: some(PEOPLE),
    mentionedIds: some(PEOPLE),
    mentionedDepartmentIds: some(DEPARTMENTS),
  })
  const record = (): EntryRecord => ({
    type: 'entry',
    entry: { ticketId: newId(), seq: 1, kind: one(['message', 'event']), body: { text: 'x' } } as unknown as Entry,
    delivery: {
      accessVersion: 1,
      before: below(3) ? audience() : null,
      after: audience(),
      ...(below(3) === 0 && { latest: audience() }),
      ticket: below(2) ? ({} as Ticket) : null,
    },
  })
  const whisper = (): TicketEphemeral => {
    const mark = { ticketId: newId(), personId: one(PEOPLE), seq: 1, n: 1, at: '' }
    const here = { ticketId: mark.ticketId, personIds: [mark.personId] }
    return one<TicketEphemeral>([
      { event: 'typing', data: mark, audience: audience() },
      { event: 'presence', data: here, audience: audience() },
      { event: 'delivered', data: mark, audience: audience(), authorId: one(PEOPLE) },
      { event: 'read', data: mark, audience: audience() },
      { event: 'links', data: mark, audience: audience(), other: audience() },
    ])
  }
  const viewer = (): Viewer => ({ personId: one(PEOPLE), role: one(ROLES), departmentIds: some(DEPARTMENTS) })
  return { record, whisper, viewer }
}

const push = (news: News, record: EntryRecord) =>
  news.push({ type: 'bulletin', bulletin: new Bulletin(record), accessVersion: record.delivery.accessVersion })

it('never passes over what somebody would be shown, and passes over most of what they would not', () => {
  let passed = 0
  for (let seed = 1; seed <= 2_000; seed++) {
    const { record, viewer } = hotel(seed)
    const news = new News(8)
    const records = [record(), record()] as const
    push(news, records[0])
    news.turn()
    push(news, records[1])
    const who = viewer()
    if (!news.isNothingFor(who, 1, 0)) continue
    passed++
    for (const isOpen of [true, false]) expect(records.flatMap((record) => viewFor(who, record, isOpen))).toEqual([])
  }
  expect(passed).toBeGreaterThan(50)
})

it('never passes over what somebody would hear, and passes over most of what they would not', () => {
  let passed = 0
  for (let seed = 1; seed <= 2_000; seed++) {
    const { whisper, viewer } = hotel(seed)
    const hearsay = new Hearsay(8)
    const said = [whisper(), whisper()] as const
    hearsay.push(new Whisper(said[0]))
    hearsay.turn()
    hearsay.push(new Whisper(said[1]))
    const who = viewer()
    if (!hearsay.isNothingFor(who, 1, 0)) continue
    passed++
    for (const isOpen of [true, false]) expect(said.map((one) => hears(who, one, isOpen))).toEqual([false, false])
  }
  expect(passed).toBeGreaterThan(150)
})

it('lets nobody pass what everybody may know', () => {
  const { viewer } = strangers()
  const hearsay = new Hearsay(8)
  expect(hearsay.isNothingFor(viewer, 1, 0)).toBe(true)
  const data = { personId: newId(), departmentIds: [], duty: null, absence: null, asOf: '' }
  hearsay.push(new Whisper({ event: 'duty', data }))
  expect(hearsay.isNothingFor(viewer, 1, 0)).toBe(false)
})

/** Somebody whom nothing of this record concerns, and the record. */
function strangers() {
  const audience: Audience = {
    departmentId: departments.housekeeping.id,
    restricted: false,
    openerId: newId(),
    assigneeId: null,
    watcherIds: [],
    namedIds: [],
    mentionedIds: [],
    mentionedDepartmentIds: [],
  }
  const entry = { ticketId: newId(), seq: 1, kind: 'message', body: { text: 'x' } } as unknown as Entry
  const record: EntryRecord = {
    type: 'entry',
    entry,
    delivery: { accessVersion: 1, before: audience, after: audience, ticket: null },
  }
  const viewer: Viewer = { personId: newId(), role: 'attendant', departmentIds: [departments.engineering.id] }
  return { record, viewer }
}

it('lets nobody pass whose access may be older than what they would pass over', () => {
  const { record, viewer } = strangers()
  const news = new News(8)
  push(news, record)
  expect(news.isNothingFor(viewer, 0, 0)).toBe(false)
  expect(news.isNothingFor(viewer, 1, 0)).toBe(true)
})

it('lets nobody pass who fell further behind than it remembers, nor past a reset or a change of access', () => {
  const { record, viewer } = strangers()
  const news = new News(8)
  for (let wakings = 0; wakings < 2; wakings++) {
    push(news, record)
    news.turn()
  }
  expect(news.isNothingFor(viewer, 1, 0)).toBe(false)
  expect(news.isNothingFor(viewer, 1, 1)).toBe(true)
  news.push({ type: 'reset', bytes: new Uint8Array(), accessVersion: 0 })
  expect(news.isNothingFor(viewer, 1, 1)).toBe(false)
  const other = new News(8)
  other.push({ type: 'access', accessVersion: 1 })
  expect(other.isNothingFor(viewer, 1, 0)).toBe(false)
})
