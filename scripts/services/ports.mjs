/** Loopback ports for the embedded servers. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { Refusal } from '../say.mjs'

/**
 * Whether nothing listens there.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<'free' | 'taken' | 'forbidden' | 'elsewhere'>} elsewhere: the host is not this machine
 */
export const probe = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', (/** @type {NodeJS.ErrnoException} */ { code }) =>
      resolve(code === 'EACCES' ? 'forbidden' : code === 'EADDRINUSE' ? 'taken' : 'elsewhere'),
    )
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')))
  })

/** A free port below the range from which the system picks outgoing ports: a client that reconnects to a server which is
 *  just restarting could otherwise be given that very port, connect to itself, and keep the server out. */
export async function freePort() {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(15_000, 32_000)
    if ((await probe(port)) === 'free') return port
  }
  throw new Refusal('No free port on 127.0.0.1 between 15000 and 32000.')
}
