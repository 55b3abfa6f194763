/** A browser that takes nothing, on a real socket and with the code with which Next writes a response. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable'
import { signalFromNodeResponse } from 'next/dist/server/web/spec-extension/adapters/next-request'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { frame } from './frames'
import { hub, stopHub } from './hub'
import { publish } from './publish'
import { commitMessages, makeTicket, upTo } from './rehearsal'
import { openStream } from './sse'
import { watchWires, wireOf } from './wires'

const COUNT = 2_000

let hana: Actor
/** What the next browser to come has open. */
let open: { ticketId: string; seq: number }[] = []
const responses: ServerResponse[] = []
const wireIds: string[] = []
const server = createServer((request, response) => {
  responses.push(response)
  wireIds.push(String(request.headers['x-bellboard-wire']))
  const { body, headers } = openStream(hana, open, asRequest(request, response))
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

  it('has, when it comes back, what it was cut off from: from where it was, once and in order', async () => {
    const felix = await actorAs('felix')
    const ticketId = await makeTicket(felix)
    open = [{ ticketId, seq: 0 }]
    const { client, text } = await arrive()
    await publish(await commitMessages(felix, ticketId, 3))
    await vi.waitFor(() => expect(seqsIn(text(), ticketId)).toEqual([1, 2, 3]))
    const [pipe] = hub().roster.pipes
    client.pause()
    await publish(await commitMessages(felix, ticketId, 4))
    pipe?.cut()
    await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(0))
    client.destroy()
    const had = seqsIn(text(), ticketId)
    open = [{ ticketId, seq: had.at(-1) ?? 0 }]
    const again = await arrive()
    await vi.waitFor(() => expect([...had, ...seqsIn(again.text(), ticketId)]).toEqual(upTo(1, 7)))
    again.client.destroy()
    await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(0))
    open = []
  })

  it('holds 64 KiB and a chunk of what 2,000 others were sent, and misses nothing when it reads again', async () => {
    const enqueued = vi.spyOn(ReadableStreamDefaultController.prototype, 'enqueue')
    responses.length = 0
    const [stalled, reading] = [await arrive(), await arrive()]
    stalled.client.pause()
    await vi.waitFor(() => expect([...hub().roster.pipes].some(({ connection }) => connection.isBehind)).toBe(false))
    const greetings = enqueued.mock.calls.length
    for (let number = 0; number < COUNT; number++) {
      const bytes = frame('reset', { scope: 'ticket', ticketId: `<${number}>${'x'.repeat(4_000)}`, reason: 'gap' })
      hub().ring.push({ type: 'reset', bytes, accessVersion: 0 })
      for (const pipe of hub().roster.pipes) pipe.wake()
      // The others' sockets get their turn.
      if (number % 10 === 0) await turn()
      expect(responses[0]?.writableLength).toBeLessThan(96 * 1024)
    }
    await vi.waitFor(() => expect(reading.numbers()).toEqual(upTo(0, COUNT - 1)))
    expect(stalled.numbers().length).toBeLessThan(COUNT)
    stalled.client.resume()
    await vi.waitFor(() => expect(stalled.numbers()).toEqual(upTo(0, COUNT - 1)))
    // Past Web Streams, all of it.
    expect(enqueued.mock.calls.length).toBe(greetings)
    stalled.client.destroy()
    reading.client.destroy()
  })
})

it('forgets who asked several times at once on one socket, and left', async () => {
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {}).resume()
  responses.length = 0
  wireIds.length = 0
  client.write('GET /api/live HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(4))
  await vi.waitFor(() => expect(responses).toHaveLength(4))
  const isKnown = (id: string) => wireOf(new Headers({ 'x-bellboard-wire': id })) !== undefined
  expect(wireIds.map(isKnown)).toEqual([true, true, true, true])
  client.destroy()
  await vi.waitFor(() => expect(wireIds.map(isKnown)).toEqual([false, false, false, false]))
  await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(0))
})

it('has no stream for who came another way: it could not be cut off', () => {
  const elsewhere = { signal: new AbortController().signal, headers: new Headers({ 'x-bellboard-wire': newId() }) }
  expect(() => openStream(hana, [], elsewhere)).toThrow('unavailable')
  expect(hub().roster.pipes.size).toBe(0)
})

const seqsIn = (text: string, ticketId: string) =>
  [...text.matchAll(new RegExp(`id: ${ticketId}:(\\d+)`, 'g'))].map(([, seq]) => Number(seq))

/** A browser on a socket of its own, and the numbers that it has been sent, in order. */
async function arrive() {
  const seated = hub().roster.pipes.size
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let text = ''
  client.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1')
  })
  client.write('GET /api/live HTTP/1.1\r\nhost: x\r\n\r\n')
  await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(seated + 1))
  await vi.waitFor(() => expect(text).toContain('event: hello'))
  return { client, text: () => text, numbers: () => [...text.matchAll(/<(\d+)>/g)].map(([, number]) => Number(number)) }
}

function asRequest(request: IncomingMessage, response: ServerResponse): Pick<Request, 'signal' | 'headers'> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  return { headers, signal: signalFromNodeResponse(response) }
}
