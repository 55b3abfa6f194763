/** The Next peer: one process with its routes and, as PEER says, Socket.IO beside them or a route that streams. */
import { createServer } from 'node:http'
import path from 'node:path'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import next from 'next'
import { createClient } from 'redis'
import { Server } from 'socket.io'
import { actorOf, seen } from './signed-in.mjs'

const app = next({ dev: false, dir: path.join(import.meta.dirname, 'next-app') })
await app.prepare()
const answer = app.getRequestHandler()
const server = createServer((request, response) => answer(request, response))
const redis = await createClient({ url: process.env.REDIS_URL ?? '' }).connect()
globalThis.peerPublish = process.env.PEER === 'socket-io' ? socketIo() : perThread

function socketIo() {
  const io = new Server(server, { adapter: createAdapter(redis), transports: ['websocket'] })
  io.use(async (socket, go) => {
    socket.data.actor = await actorOf(socket.handshake.headers.cookie)
    go(socket.data.actor ? undefined : new Error('signed out'))
  })
  io.on('connection', (socket) => {
    socket.on('watch', async (tickets, done) => {
      socket.join(await seen(socket.data.actor, tickets))
      done()
    })
  })
  return async (entry) => io.to(entry.ticketId).emit('entry', entry)
}

/** To the thread's stream, where each browser's own connection reads. */
function perThread(entry) {
  return redis.xAdd(`chat:${entry.ticketId}`, '*', { r: JSON.stringify(entry) })
}

server.listen(Number(process.env.PORT), '127.0.0.1')
