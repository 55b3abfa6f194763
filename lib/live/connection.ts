/**
 * One browser's stream, as one story told when its bytes are asked for: hello, what its open tickets lack, then whatever
 * the ring brings. It keeps a place in the ring; nothing queues up for it. Promises: nothing is shown to somebody whose
 * access is not known to be at least as new as the record; whoever fell behind is caught up or told to fetch again.
 */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { authorise, seenBy } from './authorise'
import type { Crowd } from './crowd'
import type { LiveEvents, ResetReason } from './events'
import { frame } from './frames'
import { OpenTickets } from './open-tickets'
import { patiently } from './patience'
import { joined, Place, type Rings } from './place'

export const HEARTBEAT_MS = 20_000
/** While somebody is caught up, it is asked this often what they may see: the ring tells of it only afterwards. */
const KNOWN_MS = 1_000

/** What a connection needs of the hub. */
export interface House extends Rings {
  readonly engine: 'up' | 'down'
  readonly crowd: Crowd
  /** Reloads everybody's access from PostgreSQL, in a query that begins after this call. */
  refresh(atLeast: number): Promise<void>
  /** This connection's person may do other things than before, or nothing more, and the connection is ending. */
  onRights(connection: Connection): void
}

export class Connection {
  readonly id = newId()
  readonly open: OpenTickets
  accessVersion = -1
  rightsSince = -1
  private readonly place: Place
  private renewal: ResetReason | 'join' | null = 'join'
  private farewell: LiveEvents['bye'] | null = null
  private heartbeatDue = false
  private isOver = false
  private wakeUp: (() => void) | null = null
  /** When it was last looked up what this person may see, on the process's clock. */
  private authorisedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly house: House,
    public actor: Actor,
    open: { ticketId: string; seq: number }[],
  ) {
    this.open = new OpenTickets(open, () => this.isDone() || this.renewal !== null, this.sees)
    this.place = new Place(house, this)
  }

  /** Everything this browser is sent. */
  async *story(): AsyncGenerator<Uint8Array> {
    yield this.hello()
    while (!this.isOver) {
      if (this.farewell) yield this.sayFarewell(this.farewell)
      else if (this.renewal) yield* this.renew(this.renewal)
      else if (this.place.isLost) this.renewal = 'gap'
      else if (this.place.isBehind) yield* this.deliver()
      else if (this.place.hasUnheard) yield* this.retell()
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
    if (this.isOver || this.farewell || this.renewal || this.place.isLost) {
      this.wake()
      return null
    }
    const frames: Uint8Array[] = []
    this.place.collect(frames)
    if (this.place.isBehind) this.wake()
    else this.place.overhear(frames)
    return joined(frames)
  }

  beat(): void {
    this.heartbeatDue = true
    this.wake()
  }

  /** Says bye with its next bytes. Only who is to rotate is sent more afterwards: the browser opens the new stream first. */
  end(bye: LiveEvents['bye']): void {
    // Who was signed out, and has not been told yet, is not asked to come again instead.
    if (bye.reason !== 'rotate' || !this.farewell) this.farewell = bye
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
      this.house.onRights(this)
      return
    }
    const changed = rightsOf(actor) !== rightsOf(this.actor)
    this.actor = actor
    if (changed || this.accessVersion < 0) this.rightsSince = accessVersion
    this.accessVersion = accessVersion
    if (changed) this.house.onRights(this)
    if (changed) this.renewFor('access')
  }

  get isEnding(): boolean {
    return this.isDone()
  }

  /** Whether there is something to send: who has, and is not asked for it, is stuck. */
  get isBehind(): boolean {
    return this.farewell !== null || this.renewal !== null || this.place.isBehind
  }

  private hello(): Uint8Array {
    const serverTime = new Date().toISOString()
    const { engine, crowd } = this.house
    const { personId } = this.actor
    const listWithinMs = crowd.come(performance.now())
    const hello = { connection: this.id, personId, heartbeatMs: HEARTBEAT_MS, serverTime, engine, listWithinMs }
    return Buffer.concat([Buffer.from('retry: 2000\n\n'), frame('hello', hello)])
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
      this.place.renew()
      yield frame('reset', { scope: 'board', reason })
    }
    const progress = await patiently(() => this.authorise(), this.isDone)
    if (!progress) return
    yield* this.open.align(progress)
  }

  /** How far each open ticket has come that this person may see. */
  private async authorise(): Promise<Map<string, number>> {
    const { actor, accessVersion, sights, at } = await authorise(this.actor.sessionId, this.open.ids)
    this.update(actor, accessVersion)
    this.authorisedAt = at
    return seenBy(this.actor, sights)
  }

  private sees = async (ticketId: string): Promise<boolean> =>
    performance.now() - this.authorisedAt < KNOWN_MS || (await this.authorise()).has(ticketId)

  private async *deliver(): AsyncGenerator<Uint8Array> {
    const frames: Uint8Array[] = []
    const obstacle = this.place.collect(frames)
    const bytes = joined(frames)
    if (bytes) yield bytes
    else if (obstacle && 'accessVersion' in obstacle) await this.house.refresh(obstacle.accessVersion)
    else if (obstacle) yield* this.open.fill(obstacle.ticketId, obstacle.upTo)
  }

  private async *retell(): AsyncGenerator<Uint8Array> {
    const frames: Uint8Array[] = []
    this.place.overhear(frames)
    const bytes = joined(frames)
    if (bytes) yield bytes
  }

  private isDone = (): boolean => this.isOver || this.farewell !== null
}

const rightsOf = ({ role, departmentIds }: Actor): string => `${role} ${[...departmentIds].sort().join()}`
