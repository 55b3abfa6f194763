/** Photos that tests stand on: drawn, and sent as a device would. */
import 'server-only'
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { CHUNK_BYTES } from './limits'
import type { Upload } from './schema'
import { beginUpload, continueUpload } from './uploads'

/** A photo with noise in it, so that it has several pieces. */
export const photoOf = (side = 700): Promise<Buffer> =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer()

export const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Sends it to the end. */
export async function sent(by: Actor, ticketId: string, photo: Buffer, id = newId()): Promise<Upload> {
  let upload = await beginUpload(by, ticketId, { id, size: photo.length, digest: digestOf(photo) })
  while (upload.status !== 'ready') {
    const piece = photo.subarray(upload.offset, upload.offset + CHUNK_BYTES)
    upload = await continueUpload(by, ticketId, id, upload.offset, piece)
  }
  return upload
}
