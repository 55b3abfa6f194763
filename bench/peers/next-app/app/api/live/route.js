import { createClient } from 'redis'
import { actorOf, seen } from '../../../../signed-in.mjs'

export const dynamic = 'force-dynamic'

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform' }

/** A stream with a connection to Redis of its own, blocked over the threads that this browser has open. */
export async function GET(request) {
  const actor = await actorOf(request.headers.get('cookie'))
  if (!actor) return new Response(null, { status: 401 })
  const tickets = await seen(actor, (new URL(request.url).searchParams.get('open') ?? '').split(',').filter(Boolean))
  const client = createClient({ url: process.env.REDIS_URL })
  client.on('error', () => {})
  await client.connect()
  const places = new Map()
  for (const id of tickets)
    places.set(`chat:${id}`, (await client.xRevRange(`chat:${id}`, '+', '-', { COUNT: 1 }))[0]?.id ?? '0-0')
  const leave = () => client.isOpen && client.destroy()
  request.signal.addEventListener('abort', leave)
  return new Response(ReadableStream.from(story(client, places)), { headers: HEADERS })
}

async function* story(client, places) {
  const encoder = new TextEncoder()
  yield encoder.encode('event: hello\ndata: {}\n\n')
  while (client.isOpen) {
    const streams = [...places].map(([key, id]) => ({ key, id }))
    if (streams.length === 0) return await new Promise(() => {})
    const read = await client.xRead(streams, { BLOCK: 5_000, COUNT: 500 }).catch(() => null)
    let text = ''
    for (const { name, messages } of read ?? [])
      for (const { id, message } of messages) {
        places.set(name, id)
        text += `event: entry\ndata: ${message.r}\n\n`
      }
    if (text) yield encoder.encode(text)
  }
}
