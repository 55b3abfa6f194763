import { describe, expect, test } from 'vitest'
import type { Entry } from '@/lib/chat/schema'
import type { Outgoing } from '@/lib/client/outgoing'
import { message, TICKET } from '@/lib/client/rehearsal'
import { firstUnread, type Row, rowsOf, steadied } from './thread-rows'

const shown = {
  outgoing: [],
  readers: new Map(),
  devices: new Map(),
  readerId: 'me',
  timeZone: 'UTC',
  unreadFrom: null,
}
const at = (entry: Entry, moment: string): Entry => ({ ...entry, at: moment })
const by = (seq: number, authorId: string, moment = '2026-11-23T08:00:00Z') =>
  at(message(seq, TICKET, authorId), moment)
const event = (seq: number): Entry => ({ ...by(seq, 'me'), kind: 'event', body: { code: 'started', params: {} } })
const waiting = (id: string, state: 'waiting' | 'failed' = 'waiting'): Outgoing => ({
  id,
  ticketId: TICKET,
  text: id,
  mentions: [],
  at: '2026-11-23T08:00:00Z',
  state,
  refusal: null,
  place: null,
  isFleeting: false,
})

const sketch = (rows: Row[]) =>
  rows.map((row) => {
    if (row.kind === 'day') return row.day
    if (row.kind === 'unread') return 'unread'
    if (row.kind === 'entry') return 'event'
    if (row.kind === 'damaged') return 'damaged'
    return `${row.startsGroup ? '+' : ' '}${row.isOwn ? 'me' : row.message.authorId}`
  })
const seen = (rows: Row[]) => rows.flatMap((row) => (row.kind === 'message' && row.isOwn ? [row.seenBy] : []))

describe('a journal that is not whole', () => {
  const note = (seq: number, code: 'missing' | 'dropped'): Entry =>
    ({ ...event(seq), id: `${code} ${seq}`, authorId: null, body: { code, params: {} } }) as Entry

  test('a changed entry says so, and begins no group', () => {
    const entries = [by(1, 'ali'), { ...by(2, 'ali'), damaged: true as const }, by(3, 'ali')]
    expect(sketch(rowsOf({ ...shown, entries }))).toEqual(['2026-11-23', '+ali', ' ali', 'damaged', '+ali'])
  })

  test('of a stretch that is not there one line says so', () => {
    const entries = [note(1, 'dropped'), note(2, 'dropped'), note(3, 'missing'), by(4, 'ali'), note(5, 'missing')]
    expect(sketch(rowsOf({ ...shown, entries }))).toEqual(['2026-11-23', 'event', 'event', '+ali', 'event'])
  })
})

describe('grouping', () => {
  test('one author within five minutes shares a heading; time, another author or a change begins anew', () => {
    const entries = [
      by(1, 'hana'),
      by(2, 'hana', '2026-11-23T08:04:59Z'),
      by(3, 'hana', '2026-11-23T08:10:00Z'),
      by(4, 'me', '2026-11-23T08:10:00Z'),
      event(5),
      by(6, 'me', '2026-11-23T08:10:10Z'),
    ]
    expect(sketch(rowsOf({ ...shown, entries }))).toEqual([
      '2026-11-23',
      '+hana',
      ' hana',
      '+hana',
      '+me',
      'event',
      '+me',
    ])
  })

  test('days are those of the hotel', () => {
    const entries = [by(1, 'hana', '2026-11-23T22:58:00Z'), by(2, 'hana', '2026-11-23T23:01:00Z')]
    expect(sketch(rowsOf({ ...shown, entries }))).toEqual(['2026-11-23', '+hana', ' hana'])
    expect(sketch(rowsOf({ ...shown, entries, timeZone: 'Europe/Vienna' }))).toEqual([
      '2026-11-23',
      '+hana',
      '2026-11-24',
      '+hana',
    ])
  })
})

describe('messages on their way', () => {
  test('they stand at the end, and once they have arrived they stand in their place only', () => {
    const sent = { ...by(2, 'me'), id: 'sent' }
    const rows = rowsOf({ ...shown, entries: [by(1, 'hana'), sent], outgoing: [waiting('sent'), waiting('next')] })
    expect(rows.flatMap((row) => (row.kind === 'message' ? [row.key] : []))).toEqual([by(1, 'hana').id, 'sent', 'next'])
  })

  test('a message keeps its key when it arrives, so that it is not drawn anew', () => {
    const before = rowsOf({ ...shown, entries: [], outgoing: [waiting('one')] })
    const after = rowsOf({ ...shown, entries: [{ ...by(1, 'me'), id: 'one' }] })
    expect(before.at(-1)?.key).toBe(after.at(-1)?.key)
  })
})

describe('seen by', () => {
  const entries = [by(1, 'me'), by(2, 'hana'), by(3, 'me'), by(4, 'me')]

  test('each reader stands once, at the newest own message they have read', () => {
    const readers = new Map([
      ['hana', { seq: 3, at: '2' }],
      ['marco', { seq: 2, at: '1' }],
      ['nora', { seq: 9, at: '3' }],
      ['me', { seq: 4, at: '3' }],
    ])
    expect(seen(rowsOf({ ...shown, entries, readers }))).toEqual([['marco'], ['hana'], ['nora']])
  })

  test('who read first stands first', () => {
    const readers = new Map([
      ['hana', { seq: 4, at: '2026-11-23T08:02:00Z' }],
      ['marco', { seq: 4, at: '2026-11-23T08:01:00Z' }],
    ])
    expect(seen(rowsOf({ ...shown, entries, readers })).at(-1)).toEqual(['marco', 'hana'])
  })
})

describe('the unread', () => {
  test('it begins with the first message by somebody else after what was read', () => {
    expect(firstUnread([by(1, 'hana'), by(2, 'me'), event(3), by(4, 'hana')], 'me', 1)).toBe(4)
    expect(firstUnread([by(1, 'hana'), by(2, 'me')], 'me', 1)).toBeNull()
  })

  test('its line stands before that message, which then says who wrote it', () => {
    const entries = [by(1, 'hana'), by(2, 'hana')]
    expect(sketch(rowsOf({ ...shown, entries, unreadFrom: 2 }))).toEqual(['2026-11-23', '+hana', 'unread', '+hana'])
  })
})

test('an own message is delivered when somebody else’s device has it, and not by the author’s own', () => {
  const entries = [by(1, 'me'), by(2, 'hana'), by(3, 'me')]
  const delivered = (devices: Map<string, number>) =>
    rowsOf({ ...shown, entries, devices }).flatMap((row) => (row.kind === 'message' ? [row.isDelivered] : []))
  expect(delivered(new Map([['me', 3]]))).toEqual([false, false, false])
  expect(delivered(new Map([['hana', 2]]))).toEqual([true, false, false])
  expect(
    delivered(
      new Map([
        ['hana', 2],
        ['ben', 3],
      ]),
    ),
  ).toEqual([true, false, true])
})

describe('what is drawn again', () => {
  const entries = [by(1, 'ana'), event(2), by(3, 'me'), by(4, 'ana')]
  const before = rowsOf({ ...shown, entries })

  test('after a message has come, that one alone', () => {
    const after = steadied(before, rowsOf({ ...shown, entries: [...entries, by(5, 'ana')] }))
    expect(after.filter((row) => !before.includes(row))).toMatchObject([{ kind: 'message', message: { seq: 5 } }])
  })

  test('after somebody has read on, what they had read and what they read now', () => {
    const readers = new Map([['ana', { seq: 3, at: '2026-11-23T08:00:00Z' }]])
    const after = steadied(before, rowsOf({ ...shown, entries, readers }))
    expect(after.filter((row) => !before.includes(row))).toMatchObject([{ message: { seq: 3 }, seenBy: ['ana'] }])
  })

  test('what was removed is not shown from before', () => {
    const removed: Entry = { ...event(4), kind: 'redaction', body: {} } as Entry
    const after = steadied(before, rowsOf({ ...shown, entries: [...entries.slice(0, 3), removed] }))
    expect(after.at(-1)).toMatchObject({ kind: 'entry', entry: { kind: 'redaction' } })
  })
})
