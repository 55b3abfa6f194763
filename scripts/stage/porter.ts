/** Hands out places for test files: a database copied from the template, and a Redis database of its own. It runs once, beside
 *  all of them, so that no file pays for a database driver it may not need. */
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'

export interface Place {
  database: string
  redis: number
}

/** Made before they are asked for. */
const SPARE = 3

export async function openPorter(adminUrl: string, template: string) {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} })
  let made = 0
  const make = async (): Promise<Place> => {
    const number = ++made
    await admin.unsafe(`create database test_${number} template ${template} owner bellboard`)
    // Number 0 is nobody's.
    return { database: `test_${number}`, redis: number }
  }
  const spare = Array.from({ length: SPARE }, make)
  const server = createServer((_, response) => {
    const place = spare.shift() ?? make()
    spare.push(make())
    place.then(
      (found) => response.end(JSON.stringify(found)),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await Promise.allSettled(spare)
      await admin.end()
    },
  }
}

export const askPorter = (port: number): Promise<Place> =>
  new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk
      })
      response.on('end', () => (response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))))
    }).on('error', reject)
  })
