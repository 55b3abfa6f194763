/**
 * One browser's stream, as one story told when its bytes are asked for: hello, what its open tickets lack, then whatever
 * the ring brings. It keeps a place in the ring; nothing queues up for it. Promises: nothing is shown to somebody whose
 * access is not known to be at least as new as the record; whoever fell behind is caught up or told to fetch again.
 */
import 'server-only'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { withDeadline } from '@/lib/deadline'
import { newId } from '@/lib/schema'
import { seenProgress } from '@/lib/tickets/progress'
import { hears } from './audience'
import type { LiveEvents, ResetReason } from './events'
import { frame, type Item, type Whisper } from './frames'
import { type Hole, OpenTickets } from './open-tickets'
import { patiently } from './patience'
import type { Ring } from './ring'

export const HEARTBEAT_MS = 20_000
const CHUNK_BYTES = 16 * 1024
const DATABASE_MS = 5_000

/** What a connection needs of the hub. */
export interface House {
  readonly ring: Ring<Item>
  readonly whispers: Ring<Whisper>
  readonly engine: 'up' | 'down'
  /** Reloads everybody's access from PostgreSQL, in a query that begins after this call. */
  refresh(atLeast: number): Promise<void>
}

export class Connection {
  readonly id = newId()
  readonly open: OpenTickets
  private accessVersion = -1
  private place: number
  private heard: number
  private renewal: ResetReason | 'join' | null = 'join'
  private farewell: LiveEvents['bye'] | null = null
  private heartbeatDue = false
  private isOver = false
  private wakeUp: (() => void) | null = null

  constructor(
    private readonly house: House,
    public actor: Actor,
    open: { ticketId: string; seq: number }[],
  ) {
    this.open = new OpenTickets(open, this.isDone)
    this.place = house.ring.end
    this.heard = house.whispers.end
  }

  /** Everything this browser is sent. */
  async *story(): AsyncGenerator<Uint8Array> {
    yield this.hello()
    while (!this.isOver) {
      if (this.farewell) yield this.sayFarewell(this.farewell)
      else if (this.renewal) yield* this.renew(this.renewal)
      else if (this.place < this.house.ring.start) this.renewal = 'gap'
      else if (this.place < this.house.ring.end) yield* this.deliver()
      else if (this.heard < this.house.whispers.end) yield* this.retell()
      else if (this.heartbeatDue) yield this.heartbeat()
      else await new Promise<void>((resolve) => (this.wakeUp = resolve))
    }
  }

  wake(): void {
    this.wakeUp?.()
    this.wakeUp = null
  }

  /** What the rings have for this browser, if the story has nothing else to tell and nothing must be looked up for it;
   *  otherwise the story goes on after what is answered here. */
  takeReady(): Uint8Array | null {
    if (!this.wakeUp) return null
    const isPlain = !this.isOver && !this.farewell && !this.renewal && this.place >= this.house.ring.start
    if (!isPlain) {
      this.wake()
      return null
    }
    const frames: Uint8Array[] = []
    this.collect(frames)
    if (this.place < this.house.ring.end) this.wake()
    else this.overhear(frames)
    return joined(frames)
  }

  beat(): void {
    this.heartbeatDue = true
    this.wake()
  }

  /** Says bye with its next bytes. Only who is to rotate is sent more afterwards: the browser opens the new stream first. */
  end(bye: LiveEvents['bye']): void {
    this.farewell = bye
    this.wake()
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.isOver = true
    this.wake()
  }

  /** Take a new place, tell the browser to fetch the board again, and see what its open tickets lack. */
  renewFor(reason: ResetReason): void {
    if (this.renewal !== 'join') this.renewal = reason
    this.wake()
  }

  /** What PostgreSQL says about this session now; null when it is over. */
  update(actor: Actor | null, accessVersion: number): void {
    if (accessVersion < this.accessVersion) return
    if (!actor) {
      this.end({ retryMs: 0, reason: 'signed_out' })
      return
    }
    const changed = rightsOf(actor) !== rightsOf(this.actor)
    this.actor = actor
    this.accessVersion = accessVersion
    if (changed) this.renewFor('access')
  }

  get isEnding(): boolean {
    return this.farewell !== null
  }

  /** Whether there is something to send: who has, and is not asked for it, is stuck. */
  get isBehind(): boolean {
    return this.farewell !== null || this.renewal !== null || this.place < this.house.ring.end
  }

  private hello(): Uint8Array {
    const serverTime = new Date().toISOString()
    const { engine } = this.house
    const { personId } = this.actor
    const hello = frame('hello', { connection: this.id, personId, heartbeatMs: HEARTBEAT_MS, serverTime, engine })
    return Buffer.concat([Buffer.from('retry: 2000\n\n'), hello])
  }

  private heartbeat(): Uint8Array {
    this.heartbeatDue = false
    return frame('heartbeat', { serverTime: new Date().toISOString() })
  }

  private sayFarewell(bye: LiveEvents['bye']): Uint8Array {
    this.farewell = null
    if (bye.reason !== 'rotate') this.isOver = true
    return frame('bye', bye)
  }

  /** A place in the ring first, what has happened until then second: what overlaps is sent once, and nothing falls between. */
  private async *renew(reason: ResetReason | 'join'): AsyncGenerator<Uint8Array> {
    this.renewal = null
    if (reason !== 'join') {
      this.place = this.house.ring.end
      this.heard = this.house.whispers.end
      yield frame('reset', { scope: 'board', reason })
    }
    const progress = await patiently(() => this.authorise(), this.isDone)
    if (!progress) return
    yield* this.open.align(progress)
  }

  /** How far each open ticket has come that this person may see. Their access is read after that, so that nothing counts
   *  as seen which was written after they had lost sight of it. */
  private async authorise(): Promise<Map<string, number>> {
    for (;;) {
      const { actor } = this
      const progress = await withDeadline(seenProgress(actor, this.open.ids), DATABASE_MS, 'authorise')
      const now = await withDeadline(loadActors([actor.sessionId]), DATABASE_MS, 'load actor')
      this.update(now.actors.get(actor.sessionId) ?? null, now.accessVersion)
      if (this.isDone() || rightsOf(this.actor) === rightsOf(actor)) return progress
    }
  }

  private async *deliver(): AsyncGenerator<Uint8Array> {
    const frames: Uint8Array[] = []
    const obstacle = this.collect(frames)
    const bytes = joined(frames)
    if (bytes) yield bytes
    else if (obstacle && 'accessVersion' in obstacle) await this.house.refresh(obstacle.accessVersion)
    else if (obstacle) yield* this.open.fill(obstacle.ticketId, obstacle.upTo)
  }

  /** Takes what the ring has, a chunk at most; answers what must be looked up before it can go on, if anything. */
  private collect(frames: Uint8Array[]): Hole | { accessVersion: number } | null {
    const { ring } = this.house
    for (let bytes = 0, count = 0; bytes < CHUNK_BYTES; this.place += 1) {
      const item = ring.at(this.place)
      if (!item) break
      if (item.accessVersion > this.accessVersion) return item
      const hole = item.type === 'bulletin' ? this.open.holeBefore(this.actor, item.bulletin) : null
      if (hole) return hole
      if (item.type === 'reset') frames.push(item.bytes)
      if (item.type === 'bulletin') this.open.show(this.actor, item.bulletin, frames)
      for (; count < frames.length; count += 1) bytes += frames[count]?.length ?? 0
    }
    return null
  }

  private async *retell(): AsyncGenerator<Uint8Array> {
    const frames: Uint8Array[] = []
    this.overhear(frames)
    const bytes = joined(frames)
    if (bytes) yield bytes
  }

  private overhear(frames: Uint8Array[]): void {
    const { whispers } = this.house
    for (this.heard = Math.max(this.heard, whispers.start); this.heard < whispers.end; this.heard += 1) {
      const whisper = whispers.at(this.heard)
      if (whisper && hears(this.actor, whisper.said, this.open.has(whisper.said.data.ticketId)))
        frames.push(whisper.asFrame())
    }
  }

  private isDone = (): boolean => this.isOver || this.farewell !== null
}

/** Bytes that are shared by many streams are not copied for one. */
const joined = (frames: Uint8Array[]): Uint8Array | null =>
  frames.length > 1 ? Buffer.concat(frames) : (frames[0] ?? null)

const rightsOf = ({ role, departmentIds }: Actor): string => `${role} ${[...departmentIds].sort().join()}`
