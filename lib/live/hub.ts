/** The process's one hub: it reads the buses once for everybody, keeps what has happened in a ring, and wakes whoever waits.
 *  However many browsers there are, its reader and its whisper subscriber are two connections to Redis, 17 on a cluster. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { once } from '@/lib/once'
import { watchAccess } from './access-watch'
import { BusReader } from './bus'
import { Connection, type House } from './connection'
import { Crowd } from './crowd'
import type { BusRecord, EntryRecord, Ephemeral, ResetReason } from './events'
import { frame, Whisper } from './frames'
import { Here } from './here'
import { Intake } from './intake'
import { leave } from './leave'
import { Hearsay, News } from './news'
import { doubtPublished, onSuspicion } from './outage'
import type { Outlet } from './outlet'
import { Pace } from './pace'
import { Pipe } from './pipe'
import { Roster } from './roster'
import { Seats } from './seats'
import { SELF_CHECK_MS, SelfCheck } from './self-check'
import { Waiters } from './waiters'
import { listenToWhispers } from './whispers'

const RING_SIZE = 8_192
const WHISPERS_SIZE = 1_024
const TICK_MS = 1_000
const RECHECK_MS = 60_000

export class Hub implements House {
  readonly ring = new News(RING_SIZE)
  readonly whispers = new Hearsay(WHISPERS_SIZE)
  readonly roster = new Roster()
  readonly waiters = new Waiters()
  readonly seats = new Seats()
  readonly here = new Here(this)
  readonly crowd = new Crowd()
  engine: 'up' | 'down' = 'down'
  accessVersion = 0
  private readonly reader = new BusReader({
    onRecords: (records, isPast) => this.take(records, isPast),
    onUp: (lost) => this.up(lost),
    onDown: () => this.down(),
  })
  readonly selfCheck = new SelfCheck(this)
  private readonly stops: (() => unknown)[] = []
  private isDraining = false
  private readonly pace = new Pace(this.roster.pipes, () => this.turn())
  private readonly intake = new Intake(this)

  start(): this {
    this.reader.start()
    this.stops.push(
      listenToWhispers((said) =>
        said.event === 'begun' ? this.onBegun(said.bus) : this.here.hear(said) || this.tell(said),
      ),
      this.onEntry((record) => this.here.note(record)),
      this.here.start(),
      watchAccess(this),
      onSuspicion(() => this.reader.hangUp()),
      every(TICK_MS, () => this.roster.tick(Date.now())),
      every(RECHECK_MS, () => void this.roster.refresh()),
      every(SELF_CHECK_MS, () => void this.selfCheck.look()),
    )
    return this
  }

  /** A new stream for this person. Its place in the ring is taken here, before anything is looked up. */
  admit(actor: Actor, open: { ticketId: string; seq: number }[], outlet?: Outlet): Pipe {
    if (this.isDraining) throw new AppError('unavailable', 'unavailable', { retryAfter: 2 })
    this.roster.refuseCrowd(actor)
    const ids = open.map(({ ticketId }) => ticketId)
    const forget = (closed: Pipe) => {
      this.roster.remove(closed)
      this.seats.remove(closed, ids)
      this.here.touch(ids)
    }
    const pipe = new Pipe(new Connection(this, actor, open), forget, outlet)
    this.roster.add(pipe)
    this.seats.add(pipe, ids)
    this.here.touch(ids)
    return pipe
  }

  /** Resolves when the ticket has an entry after `seq`, when `ms` have passed, or when there is no telling. */
  waitFor(ticketId: string, seq: number, ms: number, signal?: AbortSignal): Promise<void> {
    return this.waiters.wait(ticketId, seq, this.engine === 'up' ? ms : Math.min(ms, 2_000), signal)
  }

  /** Calls `listener` with every entry once, after streams can have it; answers how to stop that. It is a doorbell and no
   *  queue: entries may be missing, and what must not be missed is looked up in PostgreSQL. */
  onEntry(listener: (record: EntryRecord) => void): () => void {
    return this.intake.onEntry(listener)
  }

  get streams(): number {
    return this.roster.pipes.size
  }

  /** To the streams of this process that may know. */
  tell(said: Ephemeral): void {
    this.whispers.push(new Whisper(said))
    this.pace.call()
  }

  *seated(ticketId: string): Generator<Actor> {
    for (const { connection } of this.seats.of(ticketId))
      if (!connection.isEnding && connection.open.has(ticketId)) yield connection.actor
  }

  onRights(connection: Connection): void {
    this.here.touch(connection.open.ids)
    if (connection.isEnding) this.here.expel(connection.actor.personId, connection.open.ids)
  }

  refresh(atLeast: number): Promise<void> {
    return this.roster.refresh(atLeast)
  }

  /** Says bye to everybody, in slices, each with another moment to come back; answers when all have gone. */
  async drain(): Promise<void> {
    this.isDraining = true
    this.waiters.wakeAll()
    await leave(this.roster.pipes)
  }

  async stop(): Promise<void> {
    await Promise.all(this.stops.splice(0).map((stop) => stop()))
    this.pace.stop()
    for (const pipe of this.roster.pipes) pipe.close()
    this.roster.close()
    this.waiters.wakeAll()
    await this.reader.stop()
  }

  newestOf(ticketId: string): number | undefined {
    return this.waiters.newestOf(ticketId)
  }

  onAccess(accessVersion: number): void {
    this.accessVersion = Math.max(this.accessVersion, accessVersion)
    this.here.onAccess()
    // Then they may hear again what may be lost.
    void this.refresh(accessVersion).then(() => this.pace.call())
  }

  onGap(): void {
    this.waiters.wakeAll()
    this.tellAll('gap')
    void this.roster.recheck()
  }

  private turn(): void {
    this.ring.turn()
    this.whispers.turn()
  }

  private take(records: BusRecord[], isPast: boolean): void {
    const { accessVersion, isMissing, readers } = this.intake.take(records, isPast)
    if (accessVersion > this.accessVersion) this.onAccess(accessVersion)
    if (isMissing) this.tellAll('gap')
    // Who reads this thread has it now; the boards with the next general waking.
    for (const pipe of readers) pipe.wake()
    this.pace.call()
  }

  /** It may have been quiet for long, or Redis has lost it, and threads with it: that the reader has read on meanwhile, and finds its
   *  place there, says nothing of them. */
  private onBegun(bus: string): void {
    doubtPublished()
    this.reader.doubt(bus)
  }

  private up(lost: boolean): void {
    const wasDown = this.engine === 'down'
    this.engine = 'up'
    if (!wasDown && !lost) return
    log.info({ lost }, 'live engine up')
    doubtPublished()
    this.selfCheck.restart()
    this.tellAll(wasDown ? 'engine_up' : 'gap')
    void this.roster.recheck()
  }

  private down(): void {
    this.engine = 'down'
    log.warn('live engine down')
    this.waiters.wakeAll()
    this.tellAll('engine_down')
  }

  private tellAll(reason: ResetReason): void {
    this.here.doubt()
    const withinMs = this.crowd.reread(this.roster.pipes.size, performance.now())
    const bytes = frame('reset', { scope: 'board', reason, ...(withinMs > 0 ? { withinMs } : {}) })
    this.ring.push({ type: 'reset', bytes, accessVersion: 0 })
    this.pace.call()
  }
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  timer.unref()
  return () => clearInterval(timer)
}

/** The process's hub, started by the first who asks. */
export const hub = (): Hub => once('hub', () => new Hub().start())

/** Ends its streams and its connections at once; the process needs no other hub after it. */
export const stopHub = (): Promise<void> => hub().stop()
