import { createServer, type Server } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { widen } from './backlog'

const CROWD = 200
let server: Server
afterEach(() => new Promise((closed) => server.close(closed)))

it('lets a crowd connect while the process has no time to accept anybody', async () => {
  server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, resolve))
  expect(widen(server)).toBe(true)
  const { port } = server.address() as { port: number }
  const connected = new Int32Array(new SharedArrayBuffer(4))
  const crowd = new Worker(
    `const { workerData: { port, count, connected } } = require('node:worker_threads')
     for (let n = 0; n < count; n++)
       require('node:net').connect(port, '127.0.0.1', () => {
         Atomics.add(connected, 0, 1)
         Atomics.notify(connected, 0)
       }).on('error', () => {})`,
    { eval: true, workerData: { port, count: CROWD, connected } },
  )
  // This thread accepts nobody meanwhile; without a place to wait, the next comes no earlier than the last has given up.
  for (;;) {
    const now = Atomics.load(connected, 0)
    if (now === CROWD || Atomics.wait(connected, 0, now, 5_000) === 'timed-out') break
  }
  expect(Atomics.load(connected, 0)).toBe(CROWD)
  await crowd.terminate()
})
