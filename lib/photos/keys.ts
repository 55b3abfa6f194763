/** Under which keys a photo's bytes lie. */
import 'server-only'
import { CHUNK_BYTES } from './limits'
import type { PhotoSize } from './schema'

interface Stored {
  storageKey: string
  size: number
}

export const fullKey = ({ storageKey }: Stored) => `${storageKey}/full.jpg`
export const thumbKey = ({ storageKey }: Stored) => `${storageKey}/thumb.jpg`
export const keyOf = (photo: Stored, size: PhotoSize) => (size === 'thumb' ? thumbKey(photo) : fullKey(photo))

/** Every piece begins at a multiple of its length, so where it begins names it. */
export const chunkKey = ({ storageKey }: Stored, offset: number) => `${storageKey}/from-${offset}`

/** Of all pieces, in their order. */
export const chunkKeys = (photo: Stored) =>
  Array.from({ length: Math.ceil(photo.size / CHUNK_BYTES) }, (_, at) => chunkKey(photo, at * CHUNK_BYTES))
