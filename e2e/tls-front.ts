/** TLS in front of the app, on a name that is not localhost, as a hotel has it: with a certificate made for the day, and a network
 *  that can be cut. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer } from 'node:tls'
import { freePort } from '../scripts/services/ports.mjs'
import { type Hotel, openHotel } from './hotel'

export const HOST = 'hotel.test'

export interface TlsFront {
  origin: string
  cut(): void
  mend(): void
  close(): Promise<void>
}

export async function openHotelBehindTls(): Promise<TlsFront> {
  const port = await freePort()
  const origin = `https://${HOST}:${port}`
  const hotel = await openHotel({ front: port, origin })
  const { server, cut, mend } = open(hotel)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = async () => {
    cut()
    await new Promise((resolve) => server.close(resolve))
    await hotel.close()
  }
  return { origin, cut, mend, close }
}

function open(hotel: Hotel) {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer(makeCertificate(), (browser) => {
    if (isCut) {
      browser.destroy()
      return
    }
    const app = connect({ port: hotel.port, host: '127.0.0.1' })
    for (const [socket, other] of [
      [browser, app],
      [app, browser],
    ] as const) {
      sockets.add(socket)
      socket.pipe(other)
      socket.once('error', () => other.destroy())
      socket.once('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  const mend = () => {
    isCut = false
  }
  return { server, cut, mend }
}

function makeCertificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-tls-'))
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
  const words = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${HOST} -addext subjectAltName=DNS:${HOST}`
  const made = spawnSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert])
  if (made.status !== 0) throw new Error(`no certificate: ${made.stderr}`)
  const read = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(folder, { recursive: true })
  return read
}
