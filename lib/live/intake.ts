/** What the bus brings, on its way into the ring: each entry once, however often it is read or published again. Whoever
 *  reads its thread is named, to be woken at once; the bells are rung. What is past is noted and shown to nobody: who may see it
 *  now is for PostgreSQL to say, which everybody is about to be caught up from. */
import 'server-only'
import { log } from '@/lib/log'
import type { BusRecord, EntryRecord } from './events'
import { Bulletin } from './frames'
import type { News } from './news'
import type { Pipe } from './pipe'
import type { Seats } from './seats'
import type { Waiters } from './waiters'

/** A ticket that more streams have open is for the general waking. */
const MOST_AT_ONCE = 200

interface House {
  readonly ring: News
  readonly waiters: Waiters
  readonly seats: Seats
  readonly here: { reach(personId: string, record: EntryRecord): void }
}

/** What a batch of records asks for. */
interface Taken {
  /** The newest access version that any of them knew. */
  accessVersion: number
  /** An entry came whose predecessor did not. */
  isMissing: boolean
  readers: Set<Pipe>
}

export class Intake {
  private readonly bells = new Set<(record: EntryRecord) => void>()

  constructor(private readonly house: House) {}

  /** See `Hub.onEntry`. */
  onEntry(listener: (record: EntryRecord) => void): () => void {
    this.bells.add(listener)
    return () => this.bells.delete(listener)
  }

  take(records: BusRecord[], isPast = false): Taken {
    const taken: Taken = { accessVersion: 0, isMissing: false, readers: new Set() }
    for (const record of records) {
      if (record.type === 'entry') this.takeEntry(record, taken, isPast)
      else {
        taken.accessVersion = Math.max(taken.accessVersion, record.accessVersion)
        this.house.ring.push({ type: 'access', accessVersion: record.accessVersion })
      }
    }
    return taken
  }

  private takeEntry(record: EntryRecord, taken: Taken, isPast: boolean): void {
    const { ring, waiters, seats, here } = this.house
    const { ticketId, seq } = record.entry
    const { accessVersion } = record.delivery
    const before = waiters.note(ticketId, seq)
    // Read again after a rewind, or published again by a refill.
    if (before !== undefined && seq <= before) return
    taken.accessVersion = Math.max(taken.accessVersion, accessVersion)
    if (record.entry.kind === 'redaction') this.forget(record.entry)
    if (!isPast) {
      taken.isMissing ||= before !== undefined && seq > before + 1
      ring.push({ type: 'bulletin', bulletin: new Bulletin(record, here.reach), accessVersion })
      const seated = seats.of(ticketId)
      if (seated.size <= MOST_AT_ONCE) for (const pipe of seated) taken.readers.add(pipe)
    }
    this.ringBells(record)
  }

  /** What is on its way to streams that take their time. */
  private forget(redaction: Extract<EntryRecord['entry'], { kind: 'redaction' }>): void {
    const { ring } = this.house
    for (let number = ring.start; number < ring.end; number++) {
      const item = ring.at(number)
      if (item?.type === 'bulletin') item.bulletin.forget(redaction)
    }
  }

  private ringBells(record: EntryRecord): void {
    for (const ring of this.bells)
      try {
        ring(record)
      } catch (error) {
        log.error({ err: error }, 'doorbell')
      }
  }
}
