/** The floor: one process that appends to a stream on one connection and reads it, blocked, on another. */
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { now } from './clock.mjs'

const [url = '', rate = '100', count = '600'] = process.argv.slice(2)
const [writer, reader] = await Promise.all([createClient({ url }).connect(), createClient({ url }).connect()])
const KEY = 'bench:floor'
await writer.del(KEY)
const called = []
const answered = []
const seen = []

async function read() {
  for (let place = '0-0'; seen.length < Number(count); ) {
    for (const { messages } of (await reader.xRead({ key: KEY, id: place }, { BLOCK: 5_000, COUNT: 500 })) ?? [])
      for (const { id, message } of messages) {
        seen.push([Number(message.n), now()])
        place = id
      }
  }
}

const reading = read()
const began = now() + 5
const text = 'x'.repeat(300)
for (let n = 0; n < Number(count); n++) {
  const wait = began + (n * 1_000) / Number(rate) - now()
  if (wait > 0.5) await pause(wait)
  called[n] = now()
  void writer.xAdd(KEY, '*', { n: String(n), text }).then(() => {
    answered[n] = now()
  })
}
await reading
await pause(20)
process.send?.(seen.map(([n, at]) => [at - called[n], at - answered[n]]))
writer.destroy()
reader.destroy()
process.disconnect?.()
