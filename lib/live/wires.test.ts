/** A browser that takes nothing, on a real socket and with the code with which Next writes a response. */
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { frame } from './frames'
import { hub, stopHub } from './hub'
import { openStream } from './sse'
import { watchWires } from './wires'

let hana: Actor
const server = createServer((request, response) => {
  const { body, headers } = openStream(hana, [], asRequest(request))
  for (const [name, value] of headers) response.setHeader(name, value)
  if (body) void pipeToNodeResponse(body, response).catch(() => {})
})
const sockets = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))

beforeAll(async () => {
  hana = await actorAs('hana')
  watchWires()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterAll(async () => {
  await stopHub()
  server.closeAllConnections()
  server.close()
})

describe('a browser that takes nothing', () => {
  it('loses its socket, too', async () => {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    client.write(`GET /api/live HTTP/1.1\r\nhost: x\r\nx-bellboard-wire: ${newId()}\r\n\r\n`)
    client.pause()
    await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(1))
    const [pipe] = hub().roster.pipes
    await vi.waitFor(() => expect(pipe?.connection.isBehind).toBe(false))
    // More than every buffer on the way holds.
    const bytes = frame('reset', { scope: 'ticket', ticketId: 'x'.repeat(50_000), reason: 'gap' })
    for (let number = 0; number < 400; number++) hub().ring.push({ type: 'reset', bytes, accessVersion: 0 })
    pipe?.connection.wake()
    await vi.waitFor(() => {
      pipe?.tick(Date.now() + 31_000)
      expect(hub().roster.pipes.size).toBe(0)
    })
    await vi.waitFor(async () => expect(await sockets()).toBe(0))
    client.destroy()
  })
})

function asRequest(request: IncomingMessage): Pick<Request, 'signal' | 'headers'> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  return { headers, signal: new AbortController().signal }
}
