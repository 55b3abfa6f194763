/** A link to PostgreSQL on which nothing comes back any more, and nobody says so. */

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asUnavailable } from '@/lib/api/outage'
import { dialWithin } from './wire'

const url = new URL(process.env.DATABASE_URL ?? '')
// A secret that both know spares the certificate.
const ciphers = 'PSK+HIGH'
const psk = Buffer.alloc(32, 1)
const ssl = {
  ciphers,
  maxVersion: 'TLSv1.2',
  pskCallback: () => ({ psk, identity: 'test' }),
  checkServerIdentity: () => undefined,
}

describe.each([
  ['in the clear', false],
  ['over TLS', true],
])('a link %s', (_name, isEncrypted) => {
  const sockets = new Set<Socket>()
  let isSilent = false
  let dialled = 0
  /** How often a link has been silent for as long as it may be when it owes an answer. */
  let quiet = 0
  const watch = (message: unknown) => (message as { socket: Socket }).socket.on('timeout', () => quiet++)

  const tunnel = createTlsServer({ ciphers, maxVersion: 'TLSv1.2', pskCallback: () => psk }, lead)
  const front = createServer((near) => {
    dialled++
    sockets.add(near.on('error', () => {}))
    if (!isEncrypted) return lead(near)
    near.once('data', () => {
      near.write('S')
      tunnel.emit('connection', near)
    })
  })
  function lead(client: Duplex): void {
    const server = connect(Number(url.port), url.hostname)
    sockets.add(server)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (chunk) => isSilent || to.write(chunk))
      from.on('error', () => to.destroy())
      // Silence is also not saying goodbye.
      from.on('close', () => isSilent || to.destroy())
    }
  }

  let sql: postgres.Sql
  beforeAll(async () => {
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
    const through = new URL(url)
    through.port = String((front.address() as AddressInfo).port)
    subscribe('net.client.socket', watch)
    const encryption = isEncrypted && { ssl }
    sql = postgres(through.href, { max: 3, connect_timeout: 3, onnotice: () => {}, ...encryption, ...dialWithin(400) })
  })
  afterAll(async () => {
    unsubscribe('net.client.socket', watch)
    await sql.end({ timeout: 1 })
    for (const socket of sockets) socket.destroy()
    front.close()
  })

  const ask = () => Promise.all([1, 2, 3].map((number) => sql`select ${number}::int as one, pg_sleep(0.05)`))

  it('is kept while nobody has asked anything', async () => {
    await ask()
    const before = dialled
    quiet = 0
    await vi.waitFor(() => expect(quiet).toBe(3))
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
})
