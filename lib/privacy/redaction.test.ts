/** What else may be under way while an entry is removed. What the route promises stands in its own test. */
import { beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { busKey, chatKey, partitionOf } from '@/lib/live/keys'
import { publish, refill } from '@/lib/live/publish'
import { commitMessage, makeTicket, streamOf } from '@/lib/live/rehearsal'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { redactEntry } from './redaction'

let hana: Actor
let nora: Actor
beforeAll(async () => {
  ;[hana, nora] = await Promise.all([actorAs('hana'), actorAs('nora')])
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})

const inRedis = async (ticketId: string) =>
  JSON.stringify([await streamOf(chatKey(ticketId)), await streamOf(busKey(partitionOf(ticketId)))])
const seqsIn = async (ticketId: string) => (await streamOf(chatKey(ticketId))).map(({ id }) => id)
const remove = (ticketId: string, seq: number) => redactEntry(nora, ticketId, seq, { id: newId(), reason: 'why' })

it('whoever publishes the removed entry late brings nothing back', async () => {
  const ticketId = await makeTicket(hana)
  await publish([await commitMessage(hana, ticketId, 'before')])
  const slow = await commitMessage(hana, ticketId, 'a secret')
  await remove(ticketId, 2)
  await publish([slow])
  expect(await inRedis(ticketId)).not.toContain('a secret')
  expect(await seqsIn(ticketId)).toEqual(['1-0', '2-0', '3-0'])
})

it('of what was published before, the thread goes on from the redaction, and a refill from the journal has no words', async () => {
  const ticketId = await makeTicket(hana)
  await publish([await commitMessage(hana, ticketId, 'a secret'), await commitMessage(hana, ticketId, 'another')])
  expect(await inRedis(ticketId)).toContain('a secret')
  await remove(ticketId, 1)
  expect(await inRedis(ticketId)).not.toContain('a secret')
  expect(await seqsIn(ticketId)).toEqual(['3-0'])
  await redis().del(chatKey(ticketId))
  await refill(ticketId, 0)
  expect(await seqsIn(ticketId)).toEqual(['1-0', '2-0', '3-0'])
  expect(await inRedis(ticketId)).not.toContain('a secret')
})
