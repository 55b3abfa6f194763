import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import type { Entry } from '@/lib/chat/schema'
import type { Audience, Ticket } from '@/lib/tickets/schema'
import { hears, type View, viewFor } from './audience'
import type { Delivery, TicketEphemeral } from './events'

const housekeeping: Audience = {
  departmentId: departments.housekeeping.id,
  restricted: false,
  openerId: cast.luca.id,
  assigneeId: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
}
const engineering: Audience = { ...housekeeping, departmentId: departments.engineering.id }
const restricted: Audience = { ...housekeeping, restricted: true, namedIds: [cast.helen.id] }
const mentioning: Audience = { ...housekeeping, mentionedIds: [cast.marco.id] }

const message = {
  ticketId: 't',
  seq: 3,
  id: 'e',
  authorId: cast.luca.id,
  n: 2,
  at: '',
  kind: 'message',
  body: { text: 'x' },
}
const event = { ...message, kind: 'event', body: { code: 'started', params: {} } }
// Only its presence matters here.
const ticket = {} as Ticket

const who = (member: (typeof cast)[keyof typeof cast]) => ({ ...member, personId: member.id })

const see = (
  member: (typeof cast)[keyof typeof cast],
  what: object,
  delivery: Pick<Delivery, 'before' | 'after' | 'latest'> & { ticket?: Ticket },
  isOpen: boolean,
): View[] => {
  const record = { entry: what as Entry, delivery: { accessVersion: 1, ticket: null, ...delivery } }
  return viewFor(who(member), { type: 'entry', ...record }, isOpen)
}

describe('what a record is to a person', () => {
  const stays = { before: housekeeping, after: housekeeping }

  it.each<[string, (typeof cast)[keyof typeof cast], object, Parameters<typeof see>[2], boolean, View[]]>([
    ['a message, open', cast.hana, message, stays, true, ['entry']],
    ['a message, not open', cast.hana, message, stays, false, ['activity']],
    ['a message to another department', cast.marco, message, stays, false, []],
    ['a message in what is open, but not seen', cast.marco, message, stays, true, []],
    ['a change, open', cast.hana, event, { ...stays, ticket }, true, ['entry', 'ticket']],
    ['a change, not open', cast.hana, event, { ...stays, ticket }, false, ['ticket']],
    ['a message that changes the ticket too', cast.hana, message, { ...stays, ticket }, false, ['activity', 'ticket']],
    ['a new ticket', cast.hana, event, { before: null, after: housekeeping, ticket }, false, ['ticket']],
    ['a new ticket of others', cast.marco, event, { before: null, after: housekeeping, ticket }, false, []],
    ['moved away', cast.hana, event, { before: housekeeping, after: engineering, ticket }, true, ['gone']],
    ['moved away, not open', cast.hana, event, { before: housekeeping, after: engineering, ticket }, false, ['gone']],
    ['moved here', cast.marco, event, { before: housekeeping, after: engineering, ticket }, false, ['ticket']],
    ['restricted', cast.felix, event, { before: housekeeping, after: restricted, ticket }, true, ['gone']],
    [
      'restricted, to who is named',
      cast.helen,
      event,
      { before: housekeeping, after: restricted, ticket },
      false,
      ['ticket'],
    ],
    [
      'restricted, to a manager',
      cast.nora,
      event,
      { before: housekeeping, after: restricted, ticket },
      true,
      ['entry', 'ticket'],
    ],
    ['restricted, to its opener', cast.luca, message, { before: restricted, after: restricted }, true, ['entry']],
    ['restricted, to a dispatcher', cast.felix, message, { before: restricted, after: restricted }, true, []],
    ['restricted, to an admin', cast.ada, message, { before: restricted, after: restricted }, false, []],
    [
      'a mention that grants sight',
      cast.marco,
      message,
      { before: housekeeping, after: mentioning, ticket },
      false,
      ['activity', 'ticket'],
    ],
    ['published late, and moved away since', cast.hana, message, { ...stays, latest: engineering }, true, []],
    ['published late, and moved here since', cast.marco, message, { ...stays, latest: engineering }, true, []],
    [
      'moved away, published late, and back since',
      cast.hana,
      event,
      { before: housekeeping, after: engineering, latest: housekeeping, ticket },
      true,
      [],
    ],
    [
      'moved away, published late, and still away',
      cast.hana,
      event,
      { before: housekeeping, after: engineering, latest: engineering, ticket },
      true,
      ['gone'],
    ],
  ])('%s', (_, member, what, delivery, isOpen, expected) => {
    expect(see(member, what, delivery, isOpen)).toEqual(expected)
  })
})

describe('what may be lost', () => {
  const typing: TicketEphemeral = {
    event: 'typing',
    data: { ticketId: 't', personId: cast.hana.id },
    audience: housekeeping,
  }
  const data = { ticketId: 't', personId: cast.hana.id, seq: 1, n: 1, at: '' }
  const read: TicketEphemeral = { event: 'read', data, audience: housekeeping }
  const delivered: TicketEphemeral = { event: 'delivered', data, audience: housekeeping, authorId: cast.rosa.id }
  const toMarco: TicketEphemeral = { ...delivered, authorId: cast.marco.id }
  const here = { ticketId: 't', personIds: [cast.hana.id] }
  const presence: TicketEphemeral = { event: 'presence', data: here, audience: housekeeping }

  const links: TicketEphemeral = { event: 'links', data: { ticketId: 't' }, audience: housekeeping, other: engineering }

  it.each<[string, (typeof cast)[keyof typeof cast], TicketEphemeral, boolean, boolean]>([
    ['a link, to who sees both', cast.felix, links, true, true],
    ['a link, to who sees both and has it not open', cast.felix, links, false, false],
    ['a link, to who sees this one alone', cast.hana, links, true, false],
    ['a link, to who sees the other alone', cast.marco, links, true, false],
    ['typing, to a colleague who has it open', cast.rosa, typing, true, true],
    ['typing, to a colleague who has not', cast.rosa, typing, false, false],
    ['typing, to oneself', cast.hana, typing, true, false],
    ['typing, to who may not see the ticket', cast.marco, typing, true, false],
    ['a read mark, to a colleague who has it open', cast.rosa, read, true, true],
    ['a read mark, to a colleague who has not', cast.rosa, read, false, false],
    ['a read mark, to one’s own other screen', cast.hana, read, false, true],
    ['a read mark, to who may not see the ticket', cast.marco, read, true, false],
    ['a delivery mark, to who wrote it and has it open', cast.rosa, delivered, true, true],
    ['a delivery mark, to who wrote it and has it not', cast.rosa, delivered, false, false],
    ['a delivery mark, to whom it was delivered', cast.hana, delivered, true, false],
    ['a delivery mark, to another who has it open', cast.felix, delivered, true, false],
    ['a delivery mark, to who wrote it and may not see the ticket any more', cast.marco, toMarco, true, false],
    ['who is here, to a colleague who has it open', cast.rosa, presence, true, true],
    ['who is here, to a colleague who has not', cast.rosa, presence, false, true],
    ['who is here, to oneself', cast.hana, presence, false, true],
    ['who is here, to who may not see the ticket', cast.marco, presence, true, false],
    ['who is here, to who may not see the ticket and has not', cast.marco, presence, false, false],
  ])('%s', (_, member, said, isOpen, expected) => {
    expect(hears(who(member), said, isOpen)).toBe(expected)
  })
})
