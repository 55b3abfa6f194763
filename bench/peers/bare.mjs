/** Socket.IO with its Redis streams adapter and nothing else: no sign-in, no rights, no database. */
import { createServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createClient } from 'redis'
import { Server } from 'socket.io'

const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect()
const seqs = new Map()
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return response.end('ok')
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  const { ticketId, id, body } = JSON.parse(text)
  const seq = (seqs.get(ticketId) ?? 0) + 1
  seqs.set(ticketId, seq)
  const entry = {
    ticketId,
    seq,
    id,
    authorId: id,
    n: seq,
    at: new Date().toISOString(),
    kind: 'message',
    body: { text: body },
  }
  globalThis.publishing = /#(\d+)#/.exec(body)?.[1]
  io.to(ticketId).emit('entry', entry)
  globalThis.publishing = undefined
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ entry }))
})
const io = new Server(server, { adapter: createAdapter(redis), transports: ['websocket'] })
io.on('connection', (socket) => {
  socket.on('watch', (tickets, done) => {
    socket.join(tickets)
    done()
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1')
