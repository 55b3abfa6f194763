/** A push service and a browser, for tests: it takes what is posted over HTTP, and the browser's side opens it as RFC 8291
 *  says, with nothing but Node's own cryptography, so that what `web-push` made is read by somebody else. */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushInput, PushMessage } from './schema'

interface Posted {
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface PushService {
  origin: string
  posted: Posted[]
  /** What it answers from now on. */
  answer: { status: number; headers?: Record<string, string> }
  close(): Promise<void>
}

export async function openPushService(): Promise<PushService> {
  const posted: Posted[] = []
  const service: Partial<PushService> = { posted, answer: { status: 201 } }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    posted.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
    const { status, headers } = service.answer ?? { status: 500 }
    response.writeHead(status, headers).end('a push service says something')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  service.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  service.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return service as PushService
}

export interface FakeBrowser {
  subscription: PushInput
  /** What it was sent, opened; throws unless it was for this browser. */
  open(body: Buffer): PushMessage
}

let browsers = 0

export function openBrowser(origin: string): FakeBrowser {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  const endpoint = `${origin}/send/${++browsers}`
  return {
    subscription: {
      endpoint,
      keys: { p256dh: keys.getPublicKey('base64url'), auth: auth.toString('base64url') },
    },
    open: (body) => {
      const salt = body.subarray(0, 16)
      const idLength = body.readUInt8(20)
      const sender = body.subarray(21, 21 + idLength)
      const sealed = body.subarray(21 + idLength)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
      const secret = derive(keys.computeSecret(sender), auth, info, 32)
      const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
      const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(sealed.subarray(-16))
      const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
      // The last record ends with a 2, and with padding after it.
      return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString())
    },
  }
}

const derive = (input: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', input, salt, info, length))

/** What the house says of itself (RFC 8292), if its signature is right. */
export function claimsOf(authorization = ''): { aud: string; sub: string; exp: number; key: string } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: half(point, 1), y: half(point, 33) }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isRight) throw new Error('the signature is not right')
  return { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), key }
}

const half = (point: Buffer, from: number) => point.subarray(from, from + 32).toString('base64url')
