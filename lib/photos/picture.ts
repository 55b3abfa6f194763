/** What was sent, as a picture of ours: decoded and drawn anew, so that nothing travels with it: no place, no device, no second
 *  file behind the first. What it is, its content says and no name or type. */
import 'server-only'
import sharp from 'sharp'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'
import { Turns } from '@/lib/turns'

const LONGEST_SIDE = 2_048
/** Sharp on a tablet's screen at the width a thread gives it. */
const THUMB_SIDE = 640
/** A good phone's largest. A picture of more is refused before it is decoded. */
const MOST_PIXELS = 50_000_000
const READ = ['jpeg', 'png', 'webp']
const SECONDS = 8

export interface Picture {
  full: Buffer
  thumb: Buffer
  width: number
  height: number
}

/** A picture of 50 megapixels is 150 MB while it is drawn. */
const turns = () => once('pictures', () => new Turns(2, 6_000))

/** Upright, at most 2048 pixels on its longer side, JPEG; of each person's one at a time. Throws `unsupported_media_type` for
 *  what is no photo, and `unavailable` where the machine had no time for it: that is no fault of the photo. */
export const develop = (personId: string, bytes: Uint8Array): Promise<Picture> =>
  turns().take(personId, async () => {
    try {
      await refuseOthers(bytes)
      const full = await drawn(bytes, LONGEST_SIDE, 82)
      const thumb = await drawn(full.data, THUMB_SIDE, 72)
      return { full: full.data, thumb: thumb.data, width: full.info.width, height: full.info.height }
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      throw isSlow(cause) ? noTime(cause) : notPhoto(cause)
    }
  })

async function refuseOthers(bytes: Uint8Array): Promise<void> {
  const { format } = await open(bytes).metadata()
  if (!READ.includes(format)) throw notPhoto(new Error(`is ${format}`))
}

const drawn = (bytes: Uint8Array, side: number, quality: number) =>
  open(bytes)
    .autoOrient()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality })
    .timeout({ seconds: SECONDS })
    .toBuffer({ resolveWithObject: true })

const open = (bytes: Uint8Array) => {
  only()
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
}

/** Of libvips' readers only these are left: what reads vectors, documents or raw pixels is no way in. */
const only = () =>
  once('picture readers', () => {
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
    sharp.cache(false)
    return true
  })

/** libvips' own words, when it is stopped after so many seconds. */
const isSlow = (cause: unknown) => cause instanceof Error && /\btimeout: \d+% complete/.test(cause.message)

const noTime = (cause: unknown) => new AppError('unavailable', 'unavailable', { retryAfter: 5, cause })

const notPhoto = (cause: unknown) => new AppError('unsupported_media_type', 'not_a_photo', { cause })
