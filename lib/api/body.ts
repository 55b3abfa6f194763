/** Reading a request's body, JSON to at most 64 KiB, whatever `Content-Length` says. */
import 'server-only'
import { AppError } from '@/lib/errors'
import { takeBody } from './exchange'

export const MAX_BODY_BYTES = 64 * 1024

/** The body as JSON. Throws `unsupported_media_type`, `too_large`, or `invalid` when it is not JSON in plain UTF-8. */
export async function readJson(request: Request): Promise<unknown> {
  if (!isUtf8(request, 'application/json')) throw new AppError('unsupported_media_type', 'not_json')
  const body = await readText(request)
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw notReadable('is not JSON', cause)
  }
}

/** An HTML form's fields. Of repeated ones the last counts. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  if (!isUtf8(request, 'application/x-www-form-urlencoded')) throw new AppError('unsupported_media_type', 'not_a_form')
  return Object.fromEntries(new URLSearchParams(await readText(request)))
}

/** Whether the content type is this one, and the charset, where one is named, UTF-8. */
export function isUtf8(request: Request, expected: string): boolean {
  const [type, ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';')
  if (type?.trim() !== expected) return false
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  return charset === undefined || /^charset="?utf-8"?$/.test(charset)
}

/** The body as it is, to at most `limit` bytes. Throws `unsupported_media_type` and `too_large`. */
export function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const type = request.headers.get('content-type')
  if (type !== BYTES) throw new AppError('unsupported_media_type', 'not_bytes')
  return readLimited(request, limit)
}

const BYTES = 'application/octet-stream'

async function readText(request: Request): Promise<string> {
  const bytes = await readLimited(request, MAX_BODY_BYTES)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw notReadable('is not UTF-8', cause)
  }
}

async function readLimited(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new AppError('too_large', 'too_large')
  const taken = takeBody(request.headers, limit)
  if (taken) {
    const bytes = await taken.catch((cause) => {
      throw notReadable('broke off', cause)
    })
    if (!bytes) throw new AppError('too_large', 'too_large')
    return bytes
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limit) {
      await reader.cancel().catch(() => {})
      throw new AppError('too_large', 'too_large')
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

const notReadable = (reason: string, cause: unknown) =>
  new AppError('invalid', { code: 'invalid', params: { reason } }, { field: 'body', cause })
