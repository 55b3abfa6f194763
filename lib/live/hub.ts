/**
 * The process's one hub: it reads the buses once for everybody, keeps what has happened in a ring, and wakes whoever waits.
 * However many browsers there are, it has two connections to Redis: the bus reader and the whisper subscriber.
 */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '@/lib/auth/schema'
import { withDeadline } from '@/lib/deadline'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { once } from '@/lib/once'
import { progressOf } from '@/lib/tickets/progress'
import { BusReader } from './bus'
import { Connection, type House } from './connection'
import type { BusRecord, Ephemeral, ResetReason } from './events'
import { Bulletin, type EntryRecord, frame, type Item, Whisper } from './frames'
import { Here } from './here'
import { onSuspicion } from './outage'
import type { Outlet } from './outlet'
import { Pace } from './pace'
import { patiently } from './patience'
import { Pipe } from './pipe'
import { Ring } from './ring'
import { Roster } from './roster'
import { Seats } from './seats'
import { SELF_CHECK_MS, SelfCheck } from './self-check'
import { Waiters } from './waiters'
import { listenToWhispers } from './whispers'

const RING_SIZE = 8_192
const WHISPERS_SIZE = 1_024
/** A ticket that more streams have open is for the general waking. */
const MOST_AT_ONCE = 200
const TICK_MS = 1_000
const RECHECK_MS = 60_000
const DRAIN_SLICES = 10
const DRAIN_SLICE_MS = 20
/** Who has not taken their bye by then is cut off. */
const LAST_WORDS_MS = 1_000

export class Hub implements House {
  readonly ring = new Ring<Item>(RING_SIZE)
  readonly whispers = new Ring<Whisper>(WHISPERS_SIZE)
  readonly roster = new Roster()
  readonly waiters = new Waiters()
  readonly here = new Here(this)
  engine: 'up' | 'down' = 'down'
  accessVersion = 0
  private readonly reader = new BusReader({
    onRecords: (records) => this.take(records),
    onUp: (lost) => this.up(lost),
    onDown: () => this.down(),
  })
  readonly selfCheck = new SelfCheck(this)
  private readonly stops: (() => unknown)[] = []
  private readonly bells = new Set<(record: EntryRecord) => void>()
  private isDraining = false
  private readonly pace = new Pace(this.roster.pipes)
  private readonly seats = new Seats()

  start(): this {
    this.reader.start()
    this.stops.push(
      listenToWhispers((said) => this.here.hear(said) || this.tell(said)),
      this.onEntry((record) => this.here.note(record)),
      this.here.start(),
      onSuspicion(() => this.reader.hangUp()),
      every(TICK_MS, () => this.tick()),
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
      this.roster.pipes.delete(closed)
      this.seats.remove(closed, ids)
    }
    const pipe = new Pipe(new Connection(this, actor, open), forget, outlet)
    this.roster.pipes.add(pipe)
    this.seats.add(pipe, ids)
    return pipe
  }

  /** Resolves when the ticket has an entry after `seq`, when `ms` have passed, or when there is no telling. */
  waitFor(ticketId: string, seq: number, ms: number, signal?: AbortSignal): Promise<void> {
    return this.waiters.wait(ticketId, seq, this.engine === 'up' ? ms : Math.min(ms, 2_000), signal)
  }

  /** Calls `listener` with every entry once, after streams can have it; answers how to stop that. It is a doorbell and no
   *  queue: entries may be missing, and what must not be missed is looked up in PostgreSQL. */
  onEntry(listener: (record: EntryRecord) => void): () => void {
    this.bells.add(listener)
    return () => this.bells.delete(listener)
  }

  /** To the streams of this process that may know. */
  tell(said: Ephemeral): void {
    this.whispers.push(new Whisper(said))
    this.pace.call()
  }

  /** Whoever is there, and what they have open. */
  *streams(): Generator<Connection> {
    for (const { connection } of this.roster.pipes) if (!connection.isEnding) yield connection
  }

  refresh(atLeast: number): Promise<void> {
    return this.roster.refresh(atLeast)
  }

  /** Says bye to everybody, in slices, each with another moment to come back; answers when all have gone. */
  async drain(): Promise<void> {
    this.isDraining = true
    this.waiters.wakeAll()
    const leaving = [...this.roster.pipes]
    const size = Math.ceil(leaving.length / DRAIN_SLICES)
    for (let start = 0; start < leaving.length; start += size) {
      for (const { connection } of leaving.slice(start, start + size))
        connection.end({ retryMs: 500 + Math.floor(Math.random() * 4_500), reason: 'shutdown' })
      await pause(DRAIN_SLICE_MS)
    }
    for (const until = Date.now() + LAST_WORDS_MS; this.roster.pipes.size > 0 && Date.now() < until; )
      await pause(DRAIN_SLICE_MS)
    for (const pipe of this.roster.pipes) pipe.cut()
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
    void this.refresh(accessVersion)
  }

  onGap(): void {
    this.waiters.wakeAll()
    this.tellAll('gap')
    void this.recheck()
  }

  private take(records: BusRecord[]): void {
    let newest = this.accessVersion
    let isMissing = false
    const readers = new Set<Pipe>()
    for (const record of records) {
      if (record.type === 'access') {
        newest = Math.max(newest, record.accessVersion)
        this.ring.push({ type: 'access', accessVersion: record.accessVersion })
        continue
      }
      const { ticketId, seq } = record.entry
      const { accessVersion } = record.delivery
      const before = this.waiters.note(ticketId, seq)
      // Read again after a rewind, or published again by a refill.
      if (before !== undefined && seq <= before) continue
      isMissing ||= before !== undefined && seq > before + 1
      newest = Math.max(newest, accessVersion)
      this.ring.push({ type: 'bulletin', bulletin: new Bulletin(record, this.here.reach), accessVersion })
      const seated = this.seats.of(ticketId)
      if (seated.size <= MOST_AT_ONCE) for (const pipe of seated) readers.add(pipe)
      this.ringBells(record)
    }
    if (newest > this.accessVersion) {
      this.accessVersion = newest
      void this.refresh(newest)
    }
    if (isMissing) this.tellAll('gap')
    // Who reads this thread has it now; the boards with the next general waking.
    for (const pipe of readers) pipe.wake()
    this.pace.call()
  }

  private ringBells(record: EntryRecord): void {
    for (const ring of this.bells)
      try {
        ring(record)
      } catch (error) {
        log.error({ err: error }, 'doorbell')
      }
  }

  private up(lost: boolean): void {
    const wasDown = this.engine === 'down'
    this.engine = 'up'
    if (wasDown || lost) log.info({ lost }, 'live engine up')
    if (wasDown || lost) this.selfCheck.restart()
    if (wasDown) this.tellAll('engine_up')
    else if (lost) this.tellAll('gap')
    if (wasDown || lost) void this.recheck()
  }

  private down(): void {
    this.engine = 'down'
    log.warn('live engine down')
    this.waiters.wakeAll()
    this.tellAll('engine_down')
  }

  private tellAll(reason: ResetReason): void {
    this.here.doubt()
    this.ring.push({ type: 'reset', bytes: frame('reset', { scope: 'board', reason }), accessVersion: 0 })
    this.pace.call()
  }

  /** Something may have passed unseen: everybody's access, and what their open tickets lack, are read from PostgreSQL. */
  private async recheck(): Promise<void> {
    await this.roster.refresh()
    const connections = [...this.roster.pipes].map((pipe) => pipe.connection)
    const open = [...new Set(connections.flatMap((connection) => connection.open.ids))]
    const progress = await patiently(
      () => withDeadline(progressOf(open), 5_000, 'recheck'),
      () => connections.length === 0,
    )
    for (const connection of connections) if (progress && connection.open.isOff(progress)) connection.renewFor('gap')
  }

  private tick(): void {
    const now = Date.now()
    for (const pipe of this.roster.pipes) pipe.tick(now)
    // Nobody can tell us who has been signed out.
    if (this.engine === 'down') void this.roster.refresh()
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
