/** The browsers: a process of its own that holds the streams and stamps what their handlers are given. */
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { now } from './clock.mjs'

const AT_ONCE = 50
const READY_MS = 30_000
const QUIET_MS = 1_500
const SETTLED_WITHIN_MS = 30_000
/** Four numbers a delivery: seat, message, seq, moment. */
let seen = []
let seats = []
let dropped = 0
let ending = false
/** When anything at all last came, beside heartbeats. */
let heardAt = 0

const note = (seat, entry) => {
  const moment = now()
  const number = /#(\d+)#/.exec(entry.body.text)?.[1]
  if (number !== undefined) seen.push(seat, Number(number), entry.seq, moment)
}

/** As little of `EventSource` as a light client needs: one event is what stands before an empty line. */
function openSse(origin, { path, cookie }, seat) {
  return new Promise((resolve, reject) => {
    let rest = ''
    const asked = request(origin + path, { agent: new Agent(), headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${response.statusCode} for a stream`))
      response.setEncoding('utf8')
      response.on('data', (text) => {
        const events = (rest + text).split('\n\n')
        rest = events.pop() ?? ''
        if (events.some((event) => !event.includes('event: heartbeat'))) heardAt = now()
        for (const event of events) {
          if (event.includes('event: hello')) resolve({ close: () => asked.destroy() })
          const data = event.indexOf('data: ')
          if (data >= 0 && event.includes('event: entry\n')) note(seat, JSON.parse(event.slice(data + 6)))
        }
      })
      response.on('close', () => {
        if (!ending) dropped++
      })
    })
    asked.on('error', reject).end()
  })
}

function openSocket(origin, { tickets, cookie }, seat) {
  return new Promise((resolve, reject) => {
    const socket = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: cookie ? { cookie } : {},
    })
    socket.onAny(() => {
      heardAt = now()
    })
    socket.on('entry', (entry) => note(seat, entry))
    socket.on('connect_error', reject)
    socket.on('disconnect', () => {
      if (!ending) dropped++
    })
    socket.on('connect', () => socket.emit('watch', tickets, () => resolve({ close: () => socket.close() })))
  })
}

const work = {
  async connect({ kind, origin, wanted }) {
    ending = false
    dropped = 0
    const open = kind === 'sse' ? openSse : openSocket
    const waiting = wanted.map((seat, number) => ({ seat, number }))
    const one = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift())
        seats.push(await open(origin, next.seat, next.number))
    }
    const late = pause(READY_MS + wanted.length * 20, undefined, { ref: false }).then(() => {
      throw new Error(`${seats.length} of ${wanted.length} streams opened in time`)
    })
    await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, one)), late])
    return seats.length
  },
  /** Whoever came is known to all who are there: nothing has been said for a while. */
  async settle() {
    for (const until = now() + SETTLED_WITHIN_MS; now() < until; await pause(50)) if (now() - heardAt > QUIET_MS) return
  },
  async count() {
    return seen.length / 4
  },
  /** What has come, and how many streams have ended by themselves, since it was last asked. */
  async collect() {
    const collected = { all: Float64Array.from(seen), dropped }
    seen = []
    dropped = 0
    return collected
  },
  async disconnect() {
    ending = true
    for (const seat of seats) seat.close()
    seats = []
  },
}

process.on('message', async ({ call, name, argument }) => {
  try {
    process.send?.({ call, result: await work[name](argument) })
  } catch (error) {
    process.send?.({ call, error: String(error) })
  }
})
process.on('disconnect', () => process.exit())
