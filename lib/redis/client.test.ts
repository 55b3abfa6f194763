/** How a connection to Redis ends. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { destroyRedis, makeClient } from './client'

it('ends a connection that is still being dialled: it does not stay behind with nobody to use it', async () => {
  const target = new URL(process.env.REDIS_URL ?? '')
  const standing = new Set<Socket>()
  let accepted = 0
  const front = createServer((near) => {
    accepted++
    const far = connect(Number(target.port), target.hostname)
    standing.add(near.once('close', () => standing.delete(near)))
    near.pipe(far).on('error', () => near.destroy())
    far.pipe(near).on('error', () => far.destroy())
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of standing) socket.destroy()
    front.close()
  })
  const client = makeClient('test', {
    reconnect: false,
    at: { host: '127.0.0.1', port: (front.address() as AddressInfo).port },
  })
  const dialling = client.connect()
  destroyRedis(client)
  await expect(dialling).rejects.toThrow()
  await vi.waitFor(() => expect(accepted).toBe(1))
  await vi.waitFor(() => expect(standing.size).toBe(0))
})
