/** A link to PostgreSQL on which nothing comes back any more, and nobody says so. */

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUnavailable } from '@/lib/api/outage'
import { dialWithin } from './wire'

const url = new URL(process.env.DATABASE_URL ?? '')
const sockets = new Set<Socket>()
let isSilent = false
let dialled = 0
const front = createServer((client) => {
  dialled++
  const server = connect(Number(url.port), url.hostname)
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    sockets.add(from)
    from.on('data', (chunk) => isSilent || to.write(chunk))
    from.on('error', () => to.destroy())
    // Silence is also not saying goodbye.
    from.on('close', () => isSilent || to.destroy())
  }
})

let sql: postgres.Sql
beforeAll(async () => {
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.port = String((front.address() as AddressInfo).port)
  sql = postgres(through.href, { max: 3, connect_timeout: 3, onnotice: () => {}, ...dialWithin(400) })
})
afterAll(async () => {
  await sql.end({ timeout: 1 })
  for (const socket of sockets) socket.destroy()
  front.close()
})

const ask = () => Promise.all([1, 2, 3].map((number) => sql`select ${number}::int as one, pg_sleep(0.05)`))

it('is kept while nobody has asked anything', async () => {
  await ask()
  const before = dialled
  // Twice as long as it may be silent when it owes an answer.
  await new Promise((resolve) => setTimeout(resolve, 800))
  await ask()
  expect(dialled).toBe(before)
})

it('is given up, its queries and transactions fail as lost, and the pool is whole again', async () => {
  await ask()
  isSilent = true
  const lost = await Promise.allSettled([sql`select 1`, sql.begin((tx) => tx`select 2`), sql`select 3`])
  for (const outcome of lost) {
    expect(outcome.status).toBe('rejected')
    const reason = outcome.status === 'rejected' && asUnavailable(outcome.reason)
    expect(reason).toMatchObject({ code: 'unavailable' })
  }
  isSilent = false
  expect(await ask()).toHaveLength(3)
})
