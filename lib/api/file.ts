/** A file as an answer: nobody's but the asker's, never taken for anything else than what it is. */
import 'server-only'
import { saysEnrolled } from '@/lib/devices/secret'

interface Answered {
  /** ASCII. */
  name: string
  type: string
  /** Changes with the bytes. */
  tag: string
  read: () => Promise<Uint8Array<ArrayBuffer>>
}

/** Whoever has it already is told so: the browser keeps it, and asks each time whether it may still show it. A device of the
 *  house keeps nothing: what lies in its cache, the next person or a thief reads without asking. */
export async function fileAnswer(request: Request, { name, type, tag, read }: Answered): Promise<Response> {
  const headers = new Headers({
    etag: `"${tag}"`,
    'cache-control': saysEnrolled(request.headers) ? 'private, no-store' : 'private, no-cache',
    vary: 'Cookie',
    'x-content-type-options': 'nosniff',
    'content-disposition': `inline; filename="${name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
  })
  if (isKnown(request, `"${tag}"`)) return new Response(null, { status: 304, headers })
  const bytes = await read()
  headers.set('content-type', type)
  headers.set('content-length', String(bytes.byteLength))
  return new Response(bytes, { headers })
}

const isKnown = (request: Request, tag: string) =>
  (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .includes(tag)
