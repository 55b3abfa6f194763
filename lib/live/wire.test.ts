/** Next's part of a stream, with Next's own writer on a real socket: it ends with the first bytes, and the stream does not. */
import { createServer, get, type IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable'
import { signalFromNodeResponse } from 'next/dist/server/web/spec-extension/adapters/next-request'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { actorAs } from '@/scripts/stage/stage'
import { frame } from './frames'
import { hub, stopHub } from './hub'
import { openStream } from './sse'
import { watchWires } from './wires'

const META = Symbol.for('NextInternalRequestMeta')

interface Answer {
  request: IncomingMessage
  response: ServerResponse
  /** Next has done its part. */
  isDone: boolean
  /** The headers were sent before there was a byte to send with them. */
  wasAhead: boolean
}

let hana: Actor
const answers: Answer[] = []
const clients: IncomingMessage[] = []
/** As Next does it: listeners, methods and knowledge of its own on the request and the response. */
const server = createServer(async (request, response) => {
  const answer = { request, response, isDone: false, wasAhead: false }
  answers.push(answer)
  request.on('error', () => {})
  response.on('error', () => {})
  Object.assign(request, { [META]: 'what Next knows' })
  const { setHeader } = response
  Object.assign(response, { setHeader: setHeader.bind(response) })
  const asked = { signal: signalFromNodeResponse(response), headers: new Headers(request.headers as HeadersInit) }
  const { body, headers } = openStream(hana, [], asked)
  for (const [name, value] of headers) response.setHeader(name, value)
  response.flushHeaders()
  answer.wasAhead = response.headersSent
  if (body) await pipeToNodeResponse(body, response)
  answer.isDone = true
})

beforeAll(async () => {
  hana = await actorAs('hana')
  watchWires()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
})
afterAll(async () => {
  await stopHub()
  server.closeAllConnections()
  server.close()
})

async function arrive() {
  const client = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port: (server.address() as AddressInfo).port, path: '/api/live', agent: false }, resolve).on('error', reject)
  })
  clients.push(client)
  const heard = { text: '', isOver: false }
  client.setEncoding('utf8').on('data', (text: string) => {
    heard.text += text
  })
  client
    .on('error', () => {})
    .on('end', () => {
      heard.isOver = true
    })
  const answer = answers.at(-1)
  if (!answer) throw new Error('nobody asked')
  await vi.waitFor(() => expect(answer.isDone).toBe(true))
  return { client, heard, answer }
}

describe('a stream whose first bytes Next has sent', () => {
  it('goes on when Next is done with it', async () => {
    const { heard, answer } = await arrive()
    hub().ring.push({ type: 'reset', bytes: frame('reset', { scope: 'board', reason: 'gap' }), accessVersion: 0 })
    for (const pipe of hub().roster.pipes) pipe.wake()
    await vi.waitFor(() => expect(heard.text).toMatch(/event: hello[\s\S]*event: reset/))
    expect(answer.response.writableEnded).toBe(false)
    expect(heard.isOver).toBe(false)
  })

  it('had its headers with them, and not in a write of their own', async () => {
    const { client, heard, answer } = await arrive()
    expect(answer.wasAhead).toBe(false)
    expect(client.headers['content-type']).toMatch(/^text\/event-stream/)
    await vi.waitFor(() => expect(heard.text).toContain('event: hello'))
  })

  it('holds nothing of Next’s any more', async () => {
    const { request, response } = (await arrive()).answer
    expect(Reflect.get(request, META)).toBe(undefined)
    expect(request.headers).toEqual({})
    expect(response.setHeader).toBe(ServerResponse.prototype.setHeader)
    expect(response.listenerCount('drain')).toBe(1)
    expect(response.listenerCount('close')).toBe(2)
    expect([request.listenerCount('error'), response.listenerCount('error')]).toEqual([1, 1])
  })

  it('ends in order when the hub says so', async () => {
    const { heard, answer } = await arrive()
    for (const { connection } of hub().roster.pipes) connection.end({ retryMs: 1, reason: 'signed_out' })
    await vi.waitFor(() => expect(heard.isOver).toBe(true))
    expect(heard.text).toContain('event: bye')
    expect(answer.response.writableEnded).toBe(true)
    await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(0))
  })

  it('is forgotten when its browser leaves', async () => {
    const { client } = await arrive()
    expect(hub().roster.pipes.size).toBe(1)
    client.destroy()
    await vi.waitFor(() => expect(hub().roster.pipes.size).toBe(0))
  })
})
