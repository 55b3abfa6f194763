/** A write on a real socket, with Next's own reader and writer around the route. */
import { Agent, createServer, type IncomingMessage, ServerResponse, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NodeNextRequest, NodeNextResponse } from 'next/dist/server/base-http/node'
import { sendResponse } from 'next/dist/server/send-response'
import { NextRequestAdapter } from 'next/dist/server/web/spec-extension/adapters/next-request'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { cast } from '@/db/cast'
import { actorAs, ORIGIN, requestOf } from '@/scripts/stage/stage'
import { MAX_BODY_BYTES } from './body'
import { guardDoorstep } from './doorstep'
import { atHand, EXCHANGE, keepAtHand } from './exchange'
import { route } from './route'

const echo = route({ body: z.strictObject({ text: z.string() }), status: 201 }, async ({ actor, body }) => ({
  who: actor.name,
  text: body.text,
}))
/** What the route handed to Next. */
const handed: Response[] = []

/** As Next does it: a header of its own first, then the route between its reader and its writer. */
const server = createServer(async (request, response) => {
  response.setHeader('x-content-type-options', 'nosniff')
  const asked = new NodeNextRequest(request)
  Object.assign(request, { [Symbol.for('NextInternalRequestMeta')]: { initURL: ORIGIN + request.url } })
  const answer = await echo(NextRequestAdapter.fromNodeNextRequest(asked, new AbortController().signal))
  handed.push(answer)
  await sendResponse(asked, new NodeNextResponse(response), answer)
})
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let own: Record<string, string>

beforeAll(async () => {
  guardDoorstep()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { headers } = await requestOf({ as: await actorAs('hana'), method: 'POST', body: {} })
  own = Object.fromEntries(headers)
})
afterAll(() => {
  agent.destroy()
  server.closeAllConnections()
  server.close()
})

const begin = (headers: Record<string, string> = {}, path = '/api/tickets') =>
  send({
    ...{ port: (server.address() as AddressInfo).port, method: 'POST', path, agent },
    headers: { ...own, host: new URL(ORIGIN).host, ...headers },
  })

async function write(content: string, headers: Record<string, string> = {}, path?: string) {
  const asked = begin({ 'content-length': String(Buffer.byteLength(content)), ...headers }, path)
  asked.end(content)
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    asked.once('response', resolve).once('error', reject),
  )
  const body = JSON.parse((await answer.setEncoding('utf8').toArray()).join(''))
  return { status: answer.statusCode, headers: answer.headers, body, toNext: handed.at(-1) }
}

const isPastNext = (answer: Response | undefined) => answer?.body === null

describe('a ticket’s write', () => {
  it('is read and answered past Next, with the headers that Next had set, on a connection that goes on', async () => {
    for (const text of ['Towels', 'ключ 🗝']) {
      const { status, headers, body, toNext } = await write(JSON.stringify({ text }))
      expect({ status, body }).toEqual({ status: 201, body: { who: cast.hana.name, text } })
      expect(headers).toMatchObject({
        'content-type': 'application/json',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      expect(isPastNext(toNext)).toBe(true)
    }
    await vi.waitFor(() => expect(atHand()).toBe(0))
  })

  it('is the same by Next’s way, where it is not at hand', async () => {
    const { status, body, toNext } = await write('{"text":"Towels"}', {}, '/api/elsewhere')
    expect({ status, body }).toEqual({ status: 201, body: { who: cast.hana.name, text: 'Towels' } })
    expect(isPastNext(toNext)).toBe(false)
  })

  it('is refused as ever, and the connection goes on', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(MAX_BODY_BYTES) })
    expect(await write(long)).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    const chunked = begin({ 'transfer-encoding': 'chunked' })
    chunked.end(long)
    const answer = await new Promise<IncomingMessage>((resolve) => chunked.once('response', resolve))
    expect(answer.statusCode).toBe(413)
    answer.resume()
    expect(await write('{')).toMatchObject({ status: 400 })
    expect(await write('{"text":1}')).toMatchObject({ status: 400, body: { error: { field: 'body.text' } } })
    expect(await write('{"text":"Towels"}')).toMatchObject({ status: 201 })
  })

  it('takes nobody’s word for which exchange it is', () => {
    const forged = { headers: { [EXCHANGE]: '1' }, method: 'POST', url: '/api/elsewhere' } as unknown as IncomingMessage
    keepAtHand(forged, new ServerResponse(forged))
    expect(forged.headers).toEqual({})
  })

  it('that breaks off is forgotten', async () => {
    const asked = begin({ 'content-length': '100' })
    asked.on('error', () => {})
    asked.write('{"text":')
    await vi.waitFor(() => expect(atHand()).toBe(1))
    asked.destroy()
    await vi.waitFor(() => expect(atHand()).toBe(0))
  })
})
