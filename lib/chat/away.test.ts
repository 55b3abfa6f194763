/** A thread of which Redis has the end, on a Redis of its own, which is stopped. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { stopHub } from '@/lib/live/hub'
import { chatKey } from '@/lib/live/keys'
import { refill } from '@/lib/live/publish'
import { commitMany, journalOf, makeTicket, seqsOf, streamOf, upTo } from '@/lib/live/rehearsal'
import { redis } from '@/lib/redis'
import { freePort } from '@/scripts/services/ports.mjs'
import { startRedis } from '@/scripts/services/redis.mjs'
import { actorAs } from '@/scripts/stage/stage'
import { readThread } from './thread'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-away-'))
const server = await startRedis({
  folder: path.join(folder, 'redis'),
  password: 'only-for-tests',
  port: await freePort(),
})
process.env.REDIS_URL = server.url

let hana: Actor
beforeAll(async () => {
  hana = await actorAs('hana')
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})
afterAll(async () => {
  await stopHub()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const LENGTH = 260
const PLACES = [{}, { around: 17 }, { around: 250 }, { since: '2020-01-01T00:00:00Z' }, { after: 40 }, { before: 230 }]

it('reads the same at any depth with Redis and without it', async () => {
  const ticketId = await makeTicket(await actorAs('felix'))
  await commitMany(hana, ticketId, LENGTH)
  await refill(ticketId, 0)
  expect((await streamOf(chatKey(ticketId))).length).toBeLessThan(LENGTH)
  const read = () => Promise.all(PLACES.map((place) => readThread(hana, ticketId, { ...place, limit: 50, wait: 0 })))
  const before = await read()
  await server.stop()
  await vi.waitFor(() => expect(redis().isReady).toBe(false))
  const pages = await read()
  expect(pages).toEqual(before)
  expect(seqsOf(pages[1]?.items ?? [])).toEqual(upTo(1, 50))
  expect(pages[2]).toMatchObject({ items: (await journalOf(ticketId)).slice(210), anchor: 250, before: 211 })
})
