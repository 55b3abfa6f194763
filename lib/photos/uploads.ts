/** Photos on their way in. Promises: every request may be repeated, also after an answer that was lost; a break costs one
 *  piece; whoever may not see the ticket finds nothing; and what has arrived whole is a picture of ours or refused. */
import 'server-only'
import { createHash } from 'node:crypto'
import { and, eq, isNull, ne } from 'drizzle-orm'
import { db } from '@/db/client'
import { attachments } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { findVisible } from '@/lib/tickets/visible'
import { chunkKey, chunkKeys, fullKey, thumbKey } from './keys'
import { CHUNK_BYTES, MOST_WAITING, PHOTO_MAX_BYTES } from './limits'
import { develop } from './picture'
import type { BeginUploadInput, Upload } from './schema'
import { storage } from './storage'

export type AttachmentRow = typeof attachments.$inferSelect

/** Where it stands, when it has begun before; every message begins with it, so what a crash kept of the pieces, as they were
 *  taken, is gone before a photo is shown. `conflict` when this id is another photo's, or another person's; `slow_down` for
 *  somebody with too many that no message carries. */
export async function beginUpload(actor: Actor, ticketId: string, input: BeginUploadInput): Promise<Upload> {
  const { id, size, digest = null } = input
  if (size > PHOTO_MAX_BYTES) throw new AppError('too_large', 'photo_too_large', { field: 'body.size' })
  await findVisible(db(), actor, ticketId)
  const { personId } = actor
  await requireRoom(actor, id)
  await db()
    .insert(attachments)
    .values({ id, ticketId, personId, size, digest, storageKey: `${ticketId}/${id}` })
    .onConflictDoNothing()
  const row = await uploadOf(actor, ticketId, id)
  if (!row || row.size !== size || (digest !== null && row.digest !== digest))
    throw new AppError('conflict', 'id_reused')
  if (row.status === 'ready') await dropChunks(row)
  return toUpload(row)
}

/** A script could fill the house's disk with what nobody will ever see. Reads the index of what waits, whose rows last a day and
 *  are at most a hundred a person, so it needs none by person. */
async function requireRoom({ personId }: Actor, id: string): Promise<void> {
  const isWaiting = and(eq(attachments.personId, personId), isNull(attachments.entryId), ne(attachments.id, id))
  const waiting = await db().$count(attachments, isWaiting)
  if (waiting >= MOST_WAITING) throw new AppError('slow_down', 'slow_down', { retryAfter: 60 })
}

/** Takes the piece that begins at `offset`; the last one makes the photo. `conflict` with how far it has come when the piece
 *  is not the next. */
export async function continueUpload(
  actor: Actor,
  ticketId: string,
  id: string,
  offset: number,
  bytes: Uint8Array,
): Promise<Upload> {
  await findVisible(db(), actor, ticketId)
  const row = await uploadOf(actor, ticketId, id)
  if (!row) throw notFound()
  if (row.status === 'ready') return toUpload(row)
  const taken = await takeChunk(row, offset, bytes)
  return toUpload(taken.received === taken.size ? await finish(taken) : taken)
}

/** Null when there is none, or it is somebody else's, or of another ticket. */
async function uploadOf({ personId }: Actor, ticketId: string, id: string): Promise<AttachmentRow | null> {
  const isTheirs = and(eq(attachments.id, id), eq(attachments.ticketId, ticketId), eq(attachments.personId, personId))
  const [row] = await db().select().from(attachments).where(isTheirs)
  return row ?? null
}

/** Stored first, counted then: a crash between leaves a piece that is sent again to the same place. */
async function takeChunk(row: AttachmentRow, offset: number, bytes: Uint8Array): Promise<AttachmentRow> {
  const { received } = row
  // An answer was lost, and the piece is here.
  if (offset < received || bytes.byteLength === 0) return row
  if (offset > received) throw new AppError('conflict', 'wrong_offset', { current: toUpload(row) })
  const due = Math.min(CHUNK_BYTES, row.size - offset)
  if (bytes.byteLength !== due)
    throw new AppError('invalid', { code: 'invalid', params: { reason: `must have ${due} bytes` } }, { field: 'body' })
  await storage().put(chunkKey(row, offset), bytes)
  const isNext = and(
    eq(attachments.id, row.id),
    eq(attachments.status, 'uploading'),
    eq(attachments.received, received),
  )
  await db()
    .update(attachments)
    .set({ received: received + due })
    .where(isNext)
  return { ...row, received: received + due }
}

/** From its pieces to a picture. Twice at once is the same twice. */
async function finish(row: AttachmentRow): Promise<AttachmentRow> {
  const pieces = await Promise.all(chunkKeys(row).map((key) => storage().get(key)))
  // Somebody else was faster, or it is being cleared away.
  if (pieces.includes(null)) return again(row)
  const bytes = Buffer.concat(pieces as Uint8Array[])
  try {
    const digest = createHash('sha256').update(bytes).digest('hex')
    if (row.digest !== null && row.digest !== digest) throw new AppError('invalid', 'photo_damaged', { field: 'body' })
    const { full, thumb, width, height } = await develop(row.personId, bytes)
    await Promise.all([storage().put(fullKey(row), full), storage().put(thumbKey(row), thumb)])
    const ready = { status: 'ready' as const, digest, width, height }
    const isOurs = and(eq(attachments.id, row.id), eq(attachments.status, 'uploading'))
    await db().update(attachments).set(ready).where(isOurs)
    await dropChunks(row)
    return { ...row, ...ready }
  } catch (error) {
    const isRefused = error instanceof AppError && error.code !== 'unavailable'
    if (isRefused) await forget(row)
    throw error
  }
}

async function again(row: AttachmentRow): Promise<AttachmentRow> {
  const [now] = await db().select().from(attachments).where(eq(attachments.id, row.id))
  if (now?.status === 'ready') return now
  throw new AppError('unavailable', 'photos_unavailable')
}

/** Nothing is left of what was refused: sent again, it begins anew. */
async function forget(row: AttachmentRow): Promise<void> {
  await db()
    .delete(attachments)
    .where(and(eq(attachments.id, row.id), eq(attachments.status, 'uploading')))
  await dropChunks(row)
}

const dropChunks = (row: AttachmentRow) => Promise.all(chunkKeys(row).map((key) => storage().drop(key)))

function toUpload({ id, status, size, received }: AttachmentRow): Upload {
  if (status === 'abandoned') throw new AppError('unavailable', 'photos_unavailable', { retryAfter: 5 })
  return { id, status, size, offset: received }
}
