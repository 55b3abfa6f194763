/** Sends a photo that waits on this device: made small once, then piece by piece, from wherever the server says it has come to.
 *  Every step may break off and be done again; the photo arrives once. */
import { CHUNK_BYTES } from '@/lib/photos/limits'
import type { Upload } from '@/lib/photos/schema'
import { ApiError, api } from './api'
import type { PhotoStore } from './photo-store'
import { shrink } from './shrink'

/** One piece, also through a thick wall. */
const PIECE_MS = 40_000

interface Sent {
  ticketId: string
  id: string
  /** In whose name. */
  as: string
}

/** Throws an `ApiError`: refused, or unknown and to be tried again. */
export async function sendPhoto(
  store: PhotoStore,
  { ticketId, id, as }: Sent,
  progress: (part: number) => void,
): Promise<void> {
  const photo = await smallOf(store, id)
  const bytes = await photo.arrayBuffer()
  const path = `/api/tickets/${ticketId}/attachments`
  const begun = { id, size: bytes.byteLength, digest: await digestOf(bytes) }
  let upload = ofOurs(await api.post<Upload>(path, begun, { as }))
  while (upload.status !== 'ready') {
    progress(upload.offset / upload.size)
    upload = await sendPiece(`${path}/${id}`, bytes, upload.offset, as)
  }
  progress(1)
}

/** Its bytes stay the same from now on, or another try would be another photo. */
async function smallOf(store: PhotoStore, id: string): Promise<Blob> {
  const photo = await store.get(id)
  if (!photo) throw new ApiError({ status: 410, code: 'gone', message: 'photo_lost' })
  if (await store.isShrunk(id)) return photo
  const small = await shrink(photo)
  await store.keep(id, small, true)
  return small
}

/** Another tab that sends the same is no harm: the server says where to go on. */
async function sendPiece(path: string, bytes: ArrayBuffer, offset: number, as: string): Promise<Upload> {
  const piece = bytes.slice(offset, offset + CHUNK_BYTES)
  try {
    return ofOurs(await api.patchBytes<Upload>(path, piece, { query: { offset }, deadlineMs: PIECE_MS, as }))
  } catch (error) {
    if (error instanceof ApiError && error.status === 409 && isUpload(error.current)) return error.current
    throw error
  }
}

/** A sign-in page, or whatever else stands between, answers 200 too: that is no news of the photo. */
function ofOurs(answer: Upload): Upload {
  if (isUpload(answer)) return answer
  throw new ApiError({ status: 0, code: 'unreachable', message: 'network' })
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'offset' in value && 'status' in value

/** Undefined where the browser has no such thing: a page without TLS. */
async function digestOf(bytes: ArrayBuffer): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
