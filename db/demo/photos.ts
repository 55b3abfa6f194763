/** What the people of a demo thread photograph: the photos that its messages carry. Pure. */
import 'server-only'
import { v5 } from 'uuid'
import type { Phase, PhotoRef } from '@/lib/photos/schema'
import type { Scene } from './scenes'
import { HEIGHT, WIDTH } from './scenes'
import type { Act } from './thread'

export interface DemoPhoto {
  id: string
  ticketId: string
  personId: string
  /** The message that carries it. */
  entryId: string
  scene: Scene
  phase: Phase | null
  createdAt: Date
}

interface Taking {
  entryId: string
  personId: string
  at: Date
}

interface Album {
  plan: { id: string }
  photos: DemoPhoto[]
}

/** Takes it into the album; answers what the message carries. Throws when there is no such earlier photo to show beside it. */
export function photographed(
  { scene, before }: Extract<Act, { act: 'photograph' }>,
  { entryId, personId, at }: Taking,
  { plan, photos }: Album,
): PhotoRef[] {
  const earlier = photos.find((photo) => photo.scene === before)
  if (before && !earlier) throw new Error(`nobody has photographed ${before} before`)
  if (earlier) earlier.phase = 'before'
  const phase = earlier ? ('after' as const) : null
  const id = v5(scene, plan.id)
  photos.push({ id, ticketId: plan.id, personId, entryId, scene, phase, createdAt: at })
  const own = { id, width: WIDTH, height: HEIGHT, phase }
  return earlier ? [{ ...own, id: earlier.id, phase: 'before' }, own] : [own]
}
