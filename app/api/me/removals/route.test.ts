import { expect, it } from 'vitest'
import { PER_MINUTE, pace } from '@/lib/api/pace'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import { redactEntry } from '@/lib/privacy/redaction'
import { newId } from '@/lib/schema'
import { opened } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

it('signed out → 401, malformed → 400', async () => {
  expect(await ask(GET)).toMatchObject({ status: 401 })
  const wrong = await ask(GET, { as: await actorAs('hana'), query: { since: 'yesterday' } })
  expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'query.since' } } })
  const early = await ask(GET, { as: await actorAs('hana'), query: { since: '0000-01-01T00:00:00Z' } })
  expect(early).toMatchObject({ status: 400, body: { error: { field: 'query.since' } } })
})

it('names none to who has not asked for thirty days: all of it is to go', async () => {
  const as = await actorAs('hana')
  const daysAgo = (days: number) => ({ since: new Date(Date.now() - days * 86_400_000).toISOString() })
  for (const query of [{}, daysAgo(31), { since: '2026-01-01T00:00:00+23:00' }])
    expect((await ask(GET, { as, query })).body).toEqual({ ticketIds: [], isAll: true, at: expect.any(String) })
  expect((await ask(GET, { as, query: daysAgo(29) })).body.isAll).toBe(false)
})

it('names the tickets in which something was removed, to those alone who see them', async () => {
  const ticket = await opened(await actorAs('felix'))
  const said = sendMessageInput.parse({ id: newId(), body: 'to go' })
  const { entry } = await sendMessage(await actorAs('hana'), ticket.id, said)
  const before = (await ask(GET, { as: await actorAs('hana') })).body
  await redactEntry(await actorAs('nora'), ticket.id, entry.seq, { id: newId(), reason: 'a card number' })
  const since = { since: before.at }
  expect((await ask(GET, { as: await actorAs('hana'), query: since })).body.ticketIds).toEqual([ticket.id])
  expect((await ask(GET, { as: await actorAs('marco'), query: since })).body).toMatchObject({
    ticketIds: [],
    isAll: false,
  })
  const later = new Date(Date.now() + 3_600_000).toISOString()
  expect((await ask(GET, { as: await actorAs('hana'), query: { since: later } })).body.ticketIds).toEqual([])
})

it('asked without pause → 429', async () => {
  const as = await actorAs('rosa')
  const now = { since: new Date().toISOString() }
  for (let n = 0; n < PER_MINUTE.read; n++) await pace(as.personId, 'read')
  expect(await ask(GET, { as, query: now })).toMatchObject({ status: 429 })
})
