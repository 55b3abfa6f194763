/** The demo hotel's photos as files, as if they had been taken and sent: drawn, with the grain of a phone in bad light. */
import 'server-only'
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { HEIGHT, type Scene, svgOf, WIDTH } from './scenes'

const THUMB_SIDE = 640
const SIZE = { width: WIDTH, height: HEIGHT, channels: 3 as const }

export interface Drawn {
  full: Buffer
  thumb: Buffer
  digest: string
}

export async function draw(scenes: Iterable<Scene>): Promise<Map<Scene, Drawn>> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 18 }
  const grain = await sharp({ create: { ...SIZE, background: 'grey', noise } })
    .raw()
    .toBuffer()
  const drawn = [...new Set(scenes)].map(async (scene) => [scene, await drawOne(scene, grain)] as const)
  return new Map(await Promise.all(drawn))
}

async function drawOne(scene: Scene, grain: Buffer): Promise<Drawn> {
  const full = await sharp(Buffer.from(svgOf(scene)))
    .composite([{ input: grain, raw: SIZE, blend: 'soft-light' }])
    .flatten({ background: 'white' })
    .jpeg({ quality: 80 })
    .toBuffer()
  const thumb = await sharp(full).resize(THUMB_SIDE, THUMB_SIDE, { fit: 'inside' }).jpeg({ quality: 72 }).toBuffer()
  return { full, thumb, digest: createHash('sha256').update(full).digest('hex') }
}
