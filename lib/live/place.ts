/** One browser's place in the rings, and what they have for it from there. Promise: it stands still before what must be
 *  looked up first, and bytes that many streams share are not copied for one. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { hears, seesAfter } from './audience'
import { type EntryRecord, type Ephemeral, isOfHouse } from './events'
import type { Hearsay, News } from './news'
import type { Hole, OpenTickets } from './open-tickets'

const CHUNK_BYTES = 16 * 1024

export interface Rings {
  readonly ring: News
  readonly whispers: Hearsay
  /** The newest access version that is known to be. */
  readonly accessVersion: number
  readonly here: { sees(actor: Actor, ticketId: string): boolean }
}

/** Whose place it is, and the access version that is known of them. */
interface Reader {
  readonly actor: Actor
  readonly accessVersion: number
  /** The access version as of which they have had the rights that they have. */
  readonly rightsSince: number
  readonly open: OpenTickets
}

/** What must be looked up before the next item can be shown. */
export type Obstacle = Hole | { accessVersion: number }

export class Place {
  private next: number
  private heard: number
  /** What is next is from before this person had these rights. */
  private isForeign = false

  constructor(
    private readonly rings: Rings,
    private readonly reader: Reader,
  ) {
    this.next = rings.ring.end
    this.heard = rings.whispers.end
  }

  /** Where the rings are now. */
  renew(): void {
    this.next = this.rings.ring.end
    this.heard = this.rings.whispers.end
    this.isForeign = false
  }

  /** What is next has been overwritten, or may not be judged by who could see it then: it takes a new place, and fetching. */
  get isLost(): boolean {
    return this.isForeign || this.next < this.rings.ring.start
  }

  get isBehind(): boolean {
    return this.next < this.rings.ring.end
  }

  /** Nothing while it is not known what this person may see now. */
  get hasUnheard(): boolean {
    return this.heard < this.rings.whispers.end && this.reader.accessVersion >= this.rings.accessVersion
  }

  /** Takes what the ring has, a chunk at most; answers what must be looked up before it can go on, if anything. */
  collect(frames: Uint8Array[]): Obstacle | null {
    const { ring } = this.rings
    const { actor, accessVersion, open } = this.reader
    if (ring.isNothingFor(actor, accessVersion, this.next)) this.next = ring.end
    for (let bytes = 0, count = 0; bytes < CHUNK_BYTES; this.next += 1) {
      const item = ring.at(this.next)
      if (!item) break
      if (item.accessVersion > accessVersion) return item
      this.isForeign = item.type === 'bulletin' && isForeign(this.reader, item.bulletin.record)
      if (this.isForeign) break
      const hole = item.type === 'bulletin' ? open.holeBefore(actor, item.bulletin) : null
      if (hole) return hole
      if (item.type === 'reset') frames.push(item.bytes)
      if (item.type === 'bulletin') open.show(actor, item.bulletin, frames)
      for (; count < frames.length; count += 1) bytes += frames[count]?.length ?? 0
    }
    return null
  }

  /** Takes what may be lost, as far as it is still there. */
  overhear(frames: Uint8Array[]): void {
    if (!this.hasUnheard) return
    const { whispers } = this.rings
    const { actor, accessVersion } = this.reader
    if (whispers.isNothingFor(actor, accessVersion, this.heard)) this.heard = whispers.end
    for (this.heard = Math.max(this.heard, whispers.start); this.heard < whispers.end; this.heard += 1) {
      const whisper = whispers.at(this.heard)
      if (!whisper) continue
      if (this.isFor(whisper.said)) frames.push(whisper.asFrame())
    }
  }

  private isFor(said: Ephemeral): boolean {
    if (isOfHouse(said)) return true
    const { actor, open } = this.reader
    const { ticketId } = said.data
    return hears(actor, said, open.has(ticketId)) && this.rings.here.sees(actor, ticketId)
  }
}

/** Whoever came into a department is not shown what was said of its tickets before: it may have left since, and the record of
 *  that be on its way. */
const isForeign = ({ actor, rightsSince }: Reader, { delivery }: EntryRecord): boolean =>
  delivery.accessVersion < rightsSince && delivery.latest === undefined && seesAfter(actor, delivery)

export const joined = (frames: Uint8Array[]): Uint8Array | null =>
  frames.length > 1 ? Buffer.concat(frames) : (frames[0] ?? null)
