/** The door to photos: looking at them, and tying them to the message that carries them. Reached through their ticket alone.
 *  Their other rooms: on their way in (uploads), and what never arrived (leftovers). */
import 'server-only'
import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { attachments } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { findVisible } from '@/lib/tickets/visible'
import { keyOf } from './keys'
import type { Photo, PhotoRef, PhotoSize, PhotosInput } from './schema'
import { storage } from './storage'
import type { AttachmentRow } from './uploads'

/** What messages of this ticket carry, in the order it was taken in. */
export async function listPhotos(actor: Actor, ticketId: string): Promise<{ items: Photo[] }> {
  await findVisible(db(), actor, ticketId)
  const rows = await db()
    .select()
    .from(attachments)
    .where(and(eq(attachments.ticketId, ticketId), isNotNull(attachments.entryId)))
    .orderBy(asc(attachments.createdAt), asc(attachments.id))
  return { items: rows.map(toPhoto) }
}

export interface OpenedPhoto {
  /** What it is called when somebody keeps it. */
  name: string
  /** Changes with the bytes, which never change. */
  tag: string
  read: () => Promise<Uint8Array<ArrayBuffer>>
}

/** A photo that a message carries, or one's own before it does. */
export async function openPhoto(actor: Actor, ticketId: string, id: string, size: PhotoSize): Promise<OpenedPhoto> {
  const { number } = await findVisible(db(), actor, ticketId)
  const isIt = and(eq(attachments.id, id), eq(attachments.ticketId, ticketId), eq(attachments.status, 'ready'))
  const isShown = or(isNotNull(attachments.entryId), eq(attachments.personId, actor.personId))
  const [row] = await db().select().from(attachments).where(and(isIt, isShown))
  if (!row) throw notFound()
  const read = async () => {
    const bytes = await storage().get(keyOf(row, size))
    if (!bytes) throw notFound()
    return bytes
  }
  return { name: `T-${number}-${id.slice(-6)}.jpg`, tag: `${id}-${size}`, read }
}

/** What a message under the ticket's lock may carry, and how it is tied to its entry once that is written. A photo is carried
 *  by one message, its sender's; as `before`, another may show it again. Throws `invalid` for any other. */
export async function carryPhotos(
  tx: Transaction,
  actor: Actor,
  ticketId: string,
  wanted: PhotosInput,
): Promise<{ refs: PhotoRef[]; tie: (by: string) => Promise<unknown> }> {
  const ids = wanted.map((photo) => photo.id)
  const isReady = and(eq(attachments.ticketId, ticketId), eq(attachments.status, 'ready'), inArray(attachments.id, ids))
  const rows = await tx.select().from(attachments).where(isReady).for('update')
  const shown = wanted.map(({ id, phase }) => {
    const row = rows.find((one) => one.id === id)
    const isTheirs = row?.entryId === null && row.personId === actor.personId
    const isAgain = row !== undefined && row.entryId !== null && phase === 'before'
    if (!row || !(isTheirs || isAgain)) throw new AppError('invalid', 'no_such_photo', { field: 'body.photos' })
    return { ...row, phase }
  })
  // Their rows are locked: what was read of them is so. What is shown again stays what its sender said it is, if they did.
  const tie = (by: string) =>
    Promise.all(
      shown.map(({ id, phase, entryId }) => {
        const said = entryId === null ? null : rows.find((one) => one.id === id)?.phase
        return tx
          .update(attachments)
          .set({ phase: said ?? phase, entryId: entryId ?? by })
          .where(eq(attachments.id, id))
      }),
    )
  return { refs: shown.map(toRef), tie }
}

const toPhoto = (row: AttachmentRow): Photo => ({
  ...toRef(row),
  personId: row.personId,
  createdAt: row.createdAt.toISOString(),
})

/** A row that is ready has its measures. */
const toRef = ({ id, width, height, phase }: AttachmentRow): PhotoRef => ({
  id,
  width: width ?? 1,
  height: height ?? 1,
  phase,
})
