import { and, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/ids'
import { acceptTicket, assignTicket, transferTicket } from '@/lib/tickets/assignment'
import type { Ticket } from '@/lib/tickets/schema'
import { opened, ticketIn } from '@/lib/tickets/specimen'
import { editTicket, getTicket } from '@/lib/tickets/tickets'
import { addWatcher } from '@/lib/tickets/watchers'
import { cancelTicket, closeTicket, completeTicket, reopenTicket } from '@/lib/tickets/work'
import { actorAs, ask } from '@/scripts/stage/stage'
import { refusesWhatAllRefuse } from '../../drill'
import { PUT } from './route'

const undo = (as: Actor, ticketId: string, of: string, over: object = {}) =>
  ask(PUT, { as, method: 'PUT', params: { id: ticketId }, body: { id: newId(), of, ...over } })

/** All of a ticket but what every entry moves. */
function stateOf(ticket: Ticket | null) {
  if (!ticket) throw new Error('no longer seen')
  const { version, stateVersion, stateChangedAt, stateChangedById, lastSeq, lastEntryAt, ...state } = ticket
  return state
}

const growOld = (ticketId: string, id: string, seconds: number) =>
  db()
    .update(entries)
    .set({ receivedAt: sql`received_at - make_interval(secs => ${seconds})` })
    .where(and(eq(entries.ticketId, ticketId), eq(entries.id, id)))

describe('PUT /api/tickets/:id/undo', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body: { of: newId() } })

  const asked = () => ({ id: newId() })
  const CHANGES = {
    'Done by an attendant': async () => {
      const [hana, input] = [await actorAs('hana'), asked()]
      const before = await ticketIn('in_progress')
      await completeTicket(hana, before.id, input)
      return { by: hana, before, input, code: 'completed' }
    },
    'a cancelled ticket that was on hold': async () => {
      const [felix, input] = [await actorAs('felix'), asked()]
      const before = await ticketIn('on_hold')
      await cancelTicket(felix, before.id, { ...input, reason: 'withdrawn' })
      return { by: felix, before, input, code: 'cancelled' }
    },
    'a closed ticket': async () => {
      const [felix, input] = [await actorAs('felix'), asked()]
      const before = await ticketIn('done')
      await closeTicket(felix, before.id, input)
      return { by: felix, before, input, code: 'closed' }
    },
    'an assignment that took it from somebody': async () => {
      const [felix, input] = [await actorAs('felix'), asked()]
      const before = await ticketIn('in_progress')
      await assignTicket(felix, before.id, { ...input, personId: cast.maria.id })
      return { by: felix, before, input, code: 'assigned' }
    },
    'a transfer by an attendant, with who follows it since': async () => {
      const [hana, input] = [await actorAs('hana'), asked()]
      const before = await ticketIn('in_progress')
      await transferTicket(hana, before.id, { ...input, departmentId: departments.engineering.id, reason: 'Theirs' })
      return { by: hana, before, input, code: 'transferred' }
    },
  }
  it.each(Object.entries(CHANGES))('takes back %s → 200, all as it was, by one entry', async (_, make) => {
    const { by, before, input, code } = await make()
    const changed = (await getTicket(by, before.id)).ticket
    expect(stateOf(changed)).not.toEqual(stateOf(before))
    const { status, body } = await undo(by, before.id, input.id)
    expect(status).toBe(200)
    expect(stateOf(body.ticket)).toEqual(stateOf(before))
    expect(body.ticket).toMatchObject({ version: changed.version + 1, stateChangedById: by.personId })
    expect(stateOf((await getTicket(by, before.id)).ticket)).toEqual(stateOf(before))
    const journal = await readJournal(before.id, before.lastSeq + 1, 99)
    expect(journal).toMatchObject([
      { id: input.id, body: { code } },
      { authorId: by.personId, body: { code: 'undone', params: { change: code, seq: before.lastSeq + 1 } } },
    ])
  })

  it('again under the same id, at once, or anew → one entry', async () => {
    const { by, before, input } = await CHANGES['Done by an attendant']()
    const id = newId()
    const answers = await Promise.all([1, 2, 3].map(() => undo(by, before.id, input.id, { id })))
    answers.push(await undo(by, before.id, input.id, { id }), await undo(by, before.id, input.id))
    for (const answer of answers)
      expect([answer.status, answer.body]).toMatchObject([
        200,
        { seq: before.lastSeq + 2, ticket: { status: 'in_progress' } },
      ])
    expect(await readJournal(before.id, before.lastSeq + 2, 99)).toHaveLength(1)
  })

  it('where somebody acted since → 409 naming who, and nothing happens', async () => {
    const felix = await actorAs('felix')
    const { by, before, input } = await CHANGES['Done by an attendant']()
    await closeTicket(felix, before.id, asked())
    const refused = await undo(by, before.id, input.id)
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: { message: 'stale', params: { name: cast.felix.name, status: 'closed' }, current: { status: 'closed' } },
      },
    })
    expect(await readJournal(before.id, before.lastSeq + 3, 99)).toEqual([])
  })

  it('where somebody edited it since, or put it back into the same state → 409 naming who', async () => {
    const [felix, ines] = [await actorAs('felix'), await actorAs('ines')]
    const edited = await CHANGES['Done by an attendant']()
    const { ticket } = await getTicket(felix, edited.before.id)
    await editTicket(felix, ticket.id, { id: newId(), version: ticket.version, quantity: 9 })
    expect(await undo(edited.by, ticket.id, edited.input.id)).toMatchObject({
      status: 409,
      body: { error: { message: 'acted_since', params: { name: cast.felix.name }, current: { quantity: 9 } } },
    })
    const cancelled = await CHANGES['a cancelled ticket that was on hold']()
    await reopenTicket(ines, cancelled.before.id, asked())
    await cancelTicket(ines, cancelled.before.id, { ...asked(), reason: 'withdrawn' })
    expect(await undo(cancelled.by, cancelled.before.id, cancelled.input.id)).toMatchObject({
      status: 409,
      body: { error: { message: 'stale', params: { name: cast.ines.name } } },
    })
  })

  it('somebody else’s change → 403, also by a manager', async () => {
    const { before, input } = await CHANGES['Done by an attendant']()
    for (const who of ['maria', 'felix', 'nora'] as const)
      expect(await undo(await actorAs(who), before.id, input.id)).toMatchObject({
        status: 403,
        body: { error: { message: 'not_yours' } },
      })
  })

  it('a change that has an opposite of its own → 403; none, or another ticket’s → 400 naming the field', async () => {
    const [felix, hana] = [await actorAs('felix'), await actorAs('hana')]
    const [ticket, other] = [await opened(felix), await ticketIn('done')]
    const input = asked()
    await acceptTicket(hana, ticket.id, input)
    expect(await undo(hana, ticket.id, input.id)).toMatchObject({ status: 403 })
    expect(await undo(felix, ticket.id, ticket.id)).toMatchObject({ status: 403 })
    for (const of of [newId(), other.id])
      expect(await undo(felix, ticket.id, of)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid', field: 'body.of' } },
      })
  })

  it('after its ten seconds and the ways → 409; within them → 200', async () => {
    for (const [seconds, status] of [
      [25, 409],
      [12, 200],
    ] as const) {
      const { by, before, input } = await CHANGES['a closed ticket']()
      await growOld(before.id, input.id, seconds)
      const answer = await undo(by, before.id, input.id)
      expect(answer.status).toBe(status)
      if (status === 409)
        expect(answer.body.error).toMatchObject({ message: 'too_late_to_undo', current: { status: 'closed' } })
    }
  })

  it('takes nobody off who was on the ticket otherwise', async () => {
    const [hana, felix] = [await actorAs('hana'), await actorAs('felix')]
    const before = await ticketIn('accepted')
    await addWatcher(felix, before.id, hana.personId, asked())
    const input = asked()
    await transferTicket(hana, before.id, { ...input, departmentId: departments.engineering.id, reason: 'Theirs' })
    expect(await undo(hana, before.id, input.id)).toMatchObject({ body: { ticket: { namedIds: [hana.personId] } } })
  })
})
