/** Photos of a ticket as they travel, and what requests about them may carry. Shared. */
import { z } from 'zod'
import { clientId, id, wholeNumber } from '@/lib/schema'
import { MOST_PHOTOS, PHOTO_MAX_BYTES } from './limits'

export const PHASES = ['before', 'after'] as const
/** What a photo shows of the work. */
export type Phase = (typeof PHASES)[number]
export type AttachmentKind = 'photo'
/** `abandoned` is being cleared away. */
export type AttachmentStatus = 'uploading' | 'ready' | 'abandoned'

/** A photo in the message that carries it. Its bytes are at `/api/tickets/:id/attachments/:attachmentId`. */
export interface PhotoRef {
  id: string
  /** As it is shown, upright. */
  width: number
  height: number
  phase: Phase | null
}

/** A photo that a message of the ticket carries. */
export interface Photo extends PhotoRef {
  personId: string
  createdAt: string
}

/** How far an upload has come. */
export interface Upload {
  id: string
  status: 'uploading' | 'ready'
  size: number
  /** Send on from here. */
  offset: number
}

export const attachmentParams = z.strictObject({ id, attachmentId: id })

/** Asked again, it answers how far the upload has come. */
export const beginUploadInput = z.strictObject({
  id: clientId,
  /** Bytes. */
  size: z.number().int().min(1),
  /** SHA-256 of the bytes in lower-case hex, where the device can tell. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')
    .optional(),
})
export type BeginUploadInput = z.output<typeof beginUploadInput>

export const chunkQuery = z.strictObject({ offset: wholeNumber(0, PHOTO_MAX_BYTES) })

export const photoQuery = z.strictObject({ size: z.enum(['full', 'thumb']).default('full') })
export type PhotoSize = z.output<typeof photoQuery>['size']

/** The photos of a message: its author's uploads, and as `before` also what an earlier message carries. */
export const photosInput = z
  .array(z.strictObject({ id, phase: z.enum(PHASES).nullable().default(null) }))
  .max(MOST_PHOTOS)
  .refine((photos) => new Set(photos.map((photo) => photo.id)).size === photos.length, 'must name each photo once')
export type PhotosInput = z.output<typeof photosInput>
