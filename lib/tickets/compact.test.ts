import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aTicket } from '@/components/tickets/model-hotel'
import { castId } from '@/db/cast'
import { pack, unpack } from './compact'
import type { ListedTicket, Ticket } from './schema'

const ids = fc.array(
  fc.integer({ min: 1, max: 9 }).map((number) => castId(2, number)),
  { maxLength: 2 },
)
const at = fc.constantFrom(null, '2026-01-01T12:00:00.000Z')
const changes: fc.Arbitrary<Partial<Ticket>> = fc.record({
  summary: fc.constantFrom('', 'Towels'),
  placeId: fc.constantFrom(null, castId(3, 1)),
  quantity: fc.constantFrom(1, 4),
  fields: fc.constantFrom({}, { seen: false }, { note: '' }),
  priority: fc.constantFrom('normal', 'urgent'),
  guestName: fc.constantFrom('', 'Mrs Okafor'),
  guestInRoom: fc.boolean(),
  callBack: fc.constantFrom(null, 'owed', 'content'),
  hold: fc.constantFrom(null, { reason: 'part', until: null, from: 'new', since: '2026-01-01T12:00:00.000Z' }),
  acceptedAt: at,
  doneAt: at,
  messageCount: fc.constantFrom(0, 2),
  lastMessage: fc.constantFrom(null, { authorId: null, preview: '', at: '2026-01-01T12:00:00.000Z' }),
  assigneeId: fc.constantFrom(null, castId(2, 1)),
  restricted: fc.boolean(),
  watcherIds: ids,
  namedIds: ids,
  mentionedIds: ids,
}) as fc.Arbitrary<Partial<Ticket>>
const listed: fc.Arbitrary<ListedTicket> = fc
  .tuple(changes, fc.constantFrom({ seq: 0, n: 0 }, { seq: 3, n: 1 }))
  .map(([change, read]) => ({ ticket: { ...aTicket(1), ...change }, read }))

describe('a ticket on its way to a board', () => {
  it('arrives as it was, also through JSON', () => {
    fc.assert(
      fc.property(listed, (row) => {
        expect(unpack(JSON.parse(JSON.stringify(pack(row))))).toEqual(row)
      }),
    )
  })

  it('says every field that it knows nothing of', () => {
    const row = { ticket: { ...aTicket(1), later: null } as Ticket, read: { seq: 0, n: 0 } }
    expect(pack(row)).toHaveProperty('later', null)
    expect(unpack(pack(row))).toEqual(row)
  })

  it('is half as long where little is to be said', () => {
    const row = { ticket: aTicket(1), read: { seq: 0, n: 0 } }
    expect(JSON.stringify(pack(row)).length).toBeLessThan(JSON.stringify(row).length * 0.6)
  })
})
