/** The people who write: a process of its own, at a fixed rate whatever the answers do. */
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { v7 } from 'uuid'
import { now } from './clock.mjs'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const TEXT = 'Could somebody please bring four more towels and two pillows to the room? The guest returns at six. 🧺'
const PATIENCE_MS = 10_000

/** One POST. Answers the status (0: no answer), the seq, and when the answer was here. */
function post(origin, { path, cookie, ticketId }, number) {
  return new Promise((resolve) => {
    const body = JSON.stringify({ id: v7(), body: `#${number}# ${TEXT}`, ...extra(path, ticketId) })
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), origin, cookie }
    const asked = request(origin + path, { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => {
        const at = now()
        const seq = Number(/"seq":(\d+)/.exec(text)?.[1] ?? 0)
        resolve({ status: response.statusCode ?? 0, seq, at })
      })
      response.on('error', () => resolve({ status: 0, seq: 0, at: now() }))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve({ status: 0, seq: 0, at: now() }))
    asked.end(body)
  })
}

const extra = (path, ticketId) => (path.includes(ticketId) ? {} : { ticketId })

/** Answers, for each message: number, target, due, sent, answered, status, seq. */
async function write({ origin, targets, rate, count, first }) {
  const began = now() + 5
  const answers = []
  for (let index = 0; index < count; index++) {
    const due = began + (index * 1_000) / rate
    const wait = due - now()
    if (wait > 0.5) await pause(wait)
    const at = index % targets.length
    const number = first + index
    const sent = now()
    answers.push(
      post(origin, targets[at], number).then(({ status, seq, at: answered }) => [
        number,
        at,
        due,
        sent,
        answered,
        status,
        seq,
      ]),
    )
  }
  return Promise.all(answers)
}

process.on('message', async ({ call, argument }) => {
  try {
    process.send?.({ call, result: await write(argument) })
  } catch (error) {
    process.send?.({ call, error: String(error) })
  }
})
process.on('disconnect', () => process.exit())
