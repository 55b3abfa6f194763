import { describe, expect, it } from 'vitest'
import { cast, roomId } from '@/db/cast'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/ids'
import type { Moved } from '@/lib/tickets/schema'
import { asking, askingFor, opened, ticketIn } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET as FLAGS } from '../../flags/route'
import { PUT as FLAG } from '../flags/[flagId]/route'
import { POST } from './route'

type Who = keyof typeof cast

const post = async (by: Who, from: string, body: object) =>
  ask<Moved>(POST, { as: await actorAs(by), method: 'POST', params: { id: from }, body: { id: newId(), ...body } })
const at = (number: number) => asking({ placeId: roomId(number) })
const flag = async (number: number, kind = 'do_not_disturb') => {
  const flagId = newId()
  const until = new Date(Date.now() + 3_600_000).toISOString()
  const params = { id: roomId(number), flagId }
  await ask(FLAG, { as: await actorAs('felix'), method: 'PUT', params, body: { kind, note: 'Baby asleep', until } })
  return flagId
}
const carried = async (number: number): Promise<string[]> => {
  const { items } = (await ask(FLAGS, { as: await actorAs('felix') })).body
  const found = items.find(({ placeId }: { placeId: string }) => placeId === roomId(number))
  return found?.flags.map(({ kind, note }: { kind: string; note: string }) => `${kind} ${note}`) ?? []
}

describe('POST /api/places/:id/moves', () => {
  it('401 signed out, 404 from no place, 400 naming the field', async () => {
    const toPlaceId = roomId(501)
    const signedOut = { method: 'POST', params: { id: roomId(502) }, body: { id: newId(), toPlaceId } }
    expect((await ask(POST, signedOut)).status).toBe(401)
    expect((await post('felix', newId(), { toPlaceId })).status).toBe(404)
    for (const [body, field] of [
      [{}, 'body.toPlaceId'],
      [{ toPlaceId: newId() }, 'body.toPlaceId'],
      [{ toPlaceId: roomId(502) }, 'body.toPlaceId'],
      [{ toPlaceId, ticketIds: ['x'] }, 'body.ticketIds.0'],
      [{ toPlaceId, guest: 'Mr Berger' }, 'body.guest'],
      [{ toPlaceId, id: 'x' }, 'body.id'],
    ] as const)
      expect(await post('felix', roomId(502), body)).toMatchObject({ status: 400, body: { error: { field } } })
  })

  it('what is chosen follows, each ticket with an entry; the rest stays', async () => {
    const felix = await actorAs('felix')
    const [goes, stays] = [await opened(felix, at(503)), await opened(felix, at(503))]
    const [dnd] = [await flag(503), await flag(503, 'out_of_order')]
    const { status, body } = await post('felix', roomId(503), {
      ...{ toPlaceId: roomId(504), ticketIds: [goes.id], flagIds: [dnd] },
    })
    expect([status, body]).toMatchObject([
      200,
      {
        tickets: [{ ticketId: goes.id, changed: { ticket: { placeId: roomId(504) } } }],
        flags: [{ flagId: dnd, isMoved: true }],
      },
    ])
    const [entry] = await readJournal(goes.id, goes.lastSeq + 1, 99)
    expect(entry).toMatchObject({
      authorId: cast.felix.id,
      body: { code: 'guest_moved', params: { from: roomId(503), to: roomId(504) } },
    })
    expect((await getTicket(felix, stays.id)).ticket.placeId).toBe(roomId(503))
    expect([await carried(503), await carried(504)]).toEqual([
      ['out_of_order Baby asleep'],
      ['do_not_disturb Baby asleep'],
    ])
  })

  it('asked three times with one id, also at once, it happens once', async () => {
    const ticket = await opened(await actorAs('felix'), at(505))
    const body = { id: newId(), toPlaceId: roomId(506), ticketIds: [ticket.id], flagIds: [await flag(505)] }
    const answers = await Promise.all([1, 2].map(() => post('felix', roomId(505), body)))
    answers.push(await post('felix', roomId(505), body))
    for (const answer of answers) {
      expect(answer.body.tickets).toMatchObject([{ changed: { seq: ticket.lastSeq + 1 } }])
      expect(answer.body.flags).toMatchObject([{ isMoved: true }])
    }
    expect(await readJournal(ticket.id, ticket.lastSeq + 1, 99)).toHaveLength(1)
    expect([await carried(505), await carried(506)]).toEqual([[], ['do_not_disturb Baby asleep']])
  })

  it('a late retry leaves alone what has moved on since', async () => {
    const ticket = await opened(await actorAs('felix'), at(507))
    const body = { id: newId(), toPlaceId: roomId(508), ticketIds: [ticket.id] }
    await post('felix', roomId(507), body)
    await post('felix', roomId(508), { toPlaceId: roomId(509), ticketIds: [ticket.id] })
    await post('felix', roomId(507), body)
    expect((await getTicket(await actorAs('felix'), ticket.id)).ticket.placeId).toBe(roomId(509))
  })

  it('each ticket says for itself why it stays: not there for the caller, not theirs to move, elsewhere, over', async () => {
    const felix = await actorAs('felix')
    const own = await opened(await actorAs('hana'), at(510))
    const others = await opened(felix, at(510))
    const unseen = await opened(felix, askingFor('Drip', 'engineering', { placeId: roomId(510) }))
    const elsewhere = await opened(await actorAs('hana'), at(511))
    const over = await ticketIn('cancelled', at(510))
    const ticketIds = [own, others, unseen, elsewhere, over].map(({ id }) => id)
    const { body } = await post('hana', roomId(510), { toPlaceId: roomId(512), ticketIds })
    expect(body.tickets.map((one) => ('refusal' in one ? one.refusal.message : 'moved'))).toEqual([
      ...['moved', 'not_yours', 'not_found', 'not_here_any_more', 'not_yours'],
    ])
    expect((await getTicket(felix, unseen.id)).ticket.placeId).toBe(roomId(510))
    const asFelix = await post('felix', roomId(510), { toPlaceId: roomId(512), ticketIds: [over.id] })
    expect(asFelix.body.tickets).toMatchObject([{ refusal: { code: 'conflict', message: 'wrong_state' } }])
  })

  it('409 for an id that has moved a flag elsewhere, from elsewhere or for somebody else, and nothing goes anywhere', async () => {
    const ticket = await opened(await actorAs('felix'), at(515))
    const body = { id: newId(), toPlaceId: roomId(516), flagIds: [await flag(515)] }
    expect((await post('felix', roomId(515), body)).body.flags).toMatchObject([{ isMoved: true }])
    const other = { ...body, toPlaceId: roomId(517), ticketIds: [ticket.id] }
    for (const [by, from, moved] of [
      ['felix', roomId(515), other],
      ['nora', roomId(515), body],
      ['felix', roomId(518), body],
    ] as const)
      expect(await post(by, from, moved)).toMatchObject({ status: 409, body: { error: { message: 'id_reused' } } })
    expect((await getTicket(await actorAs('felix'), ticket.id)).ticket.placeId).toBe(roomId(515))
    expect((await post('felix', roomId(515), body)).body.flags).toMatchObject([{ isMoved: true }])
    expect([await carried(516), await carried(517)]).toEqual([['do_not_disturb Baby asleep'], []])
  })

  it('a ticket that the id has moved elsewhere is refused for itself, and stays where it went', async () => {
    const felix = await actorAs('felix')
    const [gone, other] = [await opened(felix, at(603)), await opened(felix, at(603))]
    const id = newId()
    await post('felix', roomId(603), { id, toPlaceId: roomId(604), ticketIds: [gone.id] })
    const again = { id, toPlaceId: roomId(605), ticketIds: [gone.id, other.id] }
    expect((await post('felix', roomId(603), again)).body.tickets).toMatchObject([
      { ticketId: gone.id, refusal: { code: 'conflict', message: 'id_reused' } },
      { ticketId: other.id, changed: { ticket: { placeId: roomId(605) } } },
    ])
    expect((await getTicket(felix, gone.id)).ticket.placeId).toBe(roomId(604))
  })

  it('409 where one note too many would stand, and nothing goes anywhere', async () => {
    const ticket = await opened(await actorAs('felix'), at(601))
    const going = [await flag(601, 'note'), await flag(601, 'note')]
    for (let n = 0; n < 9; n++) await flag(602, 'note')
    const body = { toPlaceId: roomId(602), ticketIds: [ticket.id] }
    const refused = await post('felix', roomId(601), { ...body, flagIds: going })
    expect(refused).toMatchObject({ status: 409, body: { error: { message: 'too_many_notes' } } })
    expect((await getTicket(await actorAs('felix'), ticket.id)).ticket.placeId).toBe(roomId(601))
    expect([(await carried(601)).length, (await carried(602)).length]).toEqual([2, 9])
    expect((await post('felix', roomId(601), { ...body, flagIds: going.slice(1) })).status).toBe(200)
    expect([(await carried(601)).length, (await carried(602)).length]).toEqual([1, 10])
  })

  it('a flag that is not there any more is not moved', async () => {
    const flagId = await flag(513)
    const body = { toPlaceId: roomId(514), flagIds: [flagId, newId()] }
    expect((await post('felix', roomId(513), body)).body.flags.map(({ isMoved }) => isMoved)).toEqual([true, false])
    expect((await post('felix', roomId(513), body)).body.flags.map(({ isMoved }) => isMoved)).toEqual([false, false])
    expect(await carried(514)).toHaveLength(1)
  })
})
