import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import type { Audience } from '@/lib/tickets/schema'
import { actorAs } from '@/scripts/stage/stage'
import { partitionOf } from './keys'
import { OwnPresence } from './own-presence'
import { commitMessage, makeTicket } from './rehearsal'

const LATER_MS = 2_000
let felix: Actor
let hana: Actor

beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
})

/** A house in which `seats` says who has what open, and how often it was asked. */
function house() {
  const seats = new Map<string, Actor[]>()
  const asked: string[] = []
  const own = new OwnPresence((ticketId) => {
    asked.push(ticketId)
    return seats.get(ticketId) ?? []
  })
  return { seats, asked, own }
}
const audienceOf = async (ticketId: string): Promise<Audience> =>
  (await commitMessage(felix, ticketId, 'one')).delivery.after

it('asks about a ticket only when something there has changed', async () => {
  const { seats, asked, own } = house()
  const ids = [await makeTicket(felix), await makeTicket(felix)]
  for (const id of ids) seats.set(id, [felix])
  own.touch(ids)
  expect(await own.look(0)).toMatchObject(ids.map((ticketId) => ({ ticketId, personIds: [felix.personId] })))
  asked.length = 0
  expect(await own.look(1)).toEqual([])
  expect(asked).toEqual([])
  const [first = ''] = ids
  seats.set(first, [felix, hana])
  own.touch([first])
  expect(await own.look(2)).toMatchObject([{ personIds: [felix.personId, hana.personId].sort() }])
  expect(new Set(asked)).toEqual(new Set([first]))
})

it('keeps whoever leaves for a moment, and not when they may no longer see the ticket or access has changed', async () => {
  const { seats, own } = house()
  const ticketId = await makeTicket(felix)
  const enter = async (at: number) => {
    seats.set(ticketId, [felix, hana])
    own.touch([ticketId])
    expect(await own.look(at)).toMatchObject([{ personIds: [felix.personId, hana.personId].sort() }])
    seats.set(ticketId, [felix])
    own.touch([ticketId])
  }
  await enter(0)
  expect(await own.look(1)).toEqual([])
  expect(await own.look(LATER_MS)).toEqual([])
  expect(await own.look(LATER_MS + 1)).toMatchObject([{ personIds: [felix.personId] }])

  await enter(LATER_MS + 2)
  own.forgetLeft()
  expect(await own.look(LATER_MS + 3)).toMatchObject([{ personIds: [felix.personId] }])

  await enter(LATER_MS + 4)
  own.note(ticketId, { seq: 9, audience: { ...(await audienceOf(ticketId)), restricted: true } })
  expect(await own.look(LATER_MS + 5)).toMatchObject([{ personIds: [felix.personId] }])
})

it('says nothing of a partition while it does not know who may see what there', async () => {
  const { seats, own } = house()
  const ticketId = await makeTicket(felix)
  seats.set(ticketId, [felix])
  own.touch([ticketId])
  await own.look(0)
  const partition = partitionOf(ticketId)
  expect(own.inPartition(partition)).toMatchObject([{ ticketId, personIds: [felix.personId] }])
  own.doubt()
  expect(own.inPartition(partition)).toBeNull()
  await own.look(1)
  expect(own.inPartition(partition)).toMatchObject([{ ticketId }])
})

it('does not take an older audience from the journal for a newer one that came by', async () => {
  const { seats, own } = house()
  const ticketId = await makeTicket(felix)
  seats.set(ticketId, [hana])
  own.touch([ticketId])
  own.note(ticketId, { seq: 9, audience: { ...(await audienceOf(ticketId)), restricted: true } })
  expect(await own.look(0)).toEqual([])
})

it('gives nobody who asks for what is not there the turn of those who are', async () => {
  const { seats, own } = house()
  const ticketId = await makeTicket(felix)
  // Each was asked for, and found to be nothing that may be seen.
  own.touch(Array.from({ length: 5_000 }, newId))
  seats.set(ticketId, [felix])
  own.touch([ticketId])
  expect(await own.look(0)).toMatchObject([{ ticketId, personIds: [felix.personId] }])
})
