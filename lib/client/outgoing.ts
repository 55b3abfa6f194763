/** A message or an errand on its way to the server, and what several tabs together know of such. Pure. */
import type { PhotoRef } from '@/lib/photos/schema'
import type { Errand } from './errand'

export interface Outgoing {
  id: string
  ticketId: string
  text: string
  mentions: string[]
  photos?: OutgoingPhoto[]
  /** Instead of words: something to be done. */
  errand?: Errand
  /** Departments mentioned. */
  departments?: string[]
  /** The quick reply that it is. */
  reply?: string
  /** When it was written, by the server's clock as far as it was known. */
  at: string
  state: 'waiting' | 'failed'
  /** Why the server refused it. */
  refusal: { message: string; params: Record<string, string | number> } | null
  /** Its place among the person's messages on this device; null until the database has it. */
  place: number | null
  /** The browser does not store it: it ends with its tab. */
  isFleeting: boolean
}

/** A photo of it. Its bytes lie beside the outbox (photo-store.ts); its measures are not known before the server has it. */
export interface OutgoingPhoto extends PhotoRef {
  /** The thread has it already, and this message shows it again. */
  isThere: boolean
  /** The browser does not store its bytes: they end with their tab. */
  isFleeting: boolean
}

/** Those whose bytes this device must send. */
export const ownPhotos = ({ photos = [] }: Outgoing): string[] =>
  photos.flatMap(({ id, isThere }) => (isThere ? [] : [id]))

/** After so many tries in vain the rest may overtake a photo: its store is away, and the people are not. */
const PATIENT_TRIES = 3

/** The first of these, which are in order: unless it is a photo that has been tried again and again. */
export function nextToSend(ready: readonly Outgoing[], attempts: ReadonlyMap<string, number>): Outgoing | undefined {
  const isStuck = (item: Outgoing) => ownPhotos(item).length > 0 && (attempts.get(item.id) ?? 0) >= PATIENT_TRIES
  return ready.find((item) => !isStuck(item)) ?? ready[0]
}

export interface Found {
  messages: readonly Outgoing[]
  /** Whether what is not among them is in no other tab's hands either. */
  isComplete: boolean
}

/** As they were written: what the database has by its places, the rest after it by the ids, which begin with the time. */
export const inOrder = (a: Outgoing, b: Outgoing): number => {
  if (a.place !== b.place) return (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY)
  return a.id < b.id ? -1 : 1
}

/** What a tab knows, brought up to what it found in storage. `before` is what it knew when it began to look: what has changed
 *  since then is newer than what was found. The same array when there is no news. */
export function merge(now: readonly Outgoing[], before: readonly Outgoing[], found: Found): readonly Outgoing[] {
  const untouched = new Set(before)
  const stored = new Map(found.messages.map((message) => [message.id, message]))
  const kept = now.flatMap((message) => {
    const other = stored.get(message.id)
    stored.delete(message.id)
    if (!untouched.has(message)) return [message]
    if (other) return [isSame(message, other) ? message : other]
    const isDropped = found.isComplete && message.place !== null
    return isDropped ? [] : [message]
  })
  const merged = [...kept, ...stored.values()]
  return merged.length === now.length && merged.every((message, at) => message === now[at]) ? now : merged.sort(inOrder)
}

const isSame = (a: Outgoing, b: Outgoing) =>
  a.place === b.place &&
  a.state === b.state &&
  a.isFleeting === b.isFleeting &&
  basisOf(a) === basisOf(b) &&
  restsOn(a) === restsOn(b)

const basisOf = ({ errand }: Outgoing) => (errand?.kind === 'change' ? errand.basedOn : null)
const restsOn = ({ errand }: Outgoing) => (errand?.kind === 'change' ? errand.after : null)
