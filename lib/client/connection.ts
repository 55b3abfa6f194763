/** Keeps one live stream standing. Opens the next before the last one goes, waits longer after each failure but never gives
 *  up, and finds out why a stream was refused. Promise: `onSettled` says truthfully whether anything may have been missed. */
import type { LiveEvent, LiveEvents } from '@/lib/live/events'
import { Alarms } from './alarms'
import { backoff } from './backoff'
import type { Link, Opened, Owner, Wire } from './link'
import { type Ending, Stream } from './live-stream'

/** Several tickets opened in a row are one change of the stream. */
export const SWITCH_DELAY_MS = 80
/** The old stream stays until what was on its way has arrived. */
export const LINGER_MS = 1_000
/** A planned change that takes longer than this is told. */
export const GRACE_MS = 3_000
/** Refusals in a row, with the server otherwise well, after which this network is taken to break streams. */
const REFUSALS_BEFORE_POLLING = 3
/** A connection that lived this long was a good one: the next attempt starts without delay. */
const STEADY_MS = 5_000
/** Waking up is told in several ways at once; one answer is enough. */
const WAKE_ONCE_MS = 500

export class Connection implements Link {
  /** This network lets requests through, but no streams. */
  streamsBreak = false
  /** The stream that has said hello, and the one that will replace it. */
  private current: Stream | null = null
  private next: Stream | null = null
  private readonly alarms: Alarms<'retry' | 'switch' | 'grace'>
  private running = false
  private missed = true
  private attempt = 0
  private failures = 0
  private settledAt = 0
  private askedAt = 0

  constructor(
    private readonly wire: Wire,
    private readonly owner: Omit<Owner, 'onHead'>,
  ) {
    this.alarms = new Alarms(wire.timers)
  }

  get isUp(): boolean {
    return this.current !== null
  }

  /** When the server was last heard on the stream that stands. */
  get heardAt(): number {
    return this.current?.heardAt ?? Number.NEGATIVE_INFINITY
  }

  start(): void {
    this.running = true
    this.connect()
  }

  stop(): void {
    this.running = false
    this.missed = true
    this.alarms.cancelAll()
    this.next?.close()
    this.current?.close()
    this.next = this.current = null
  }

  /** What is to be streamed has changed. */
  switchSoon(): void {
    if (!this.running || this.alarms.has('retry')) return
    this.alarms.set('switch', SWITCH_DELAY_MS, () => this.connect())
  }

  /** Trust no open stream: reopen at once. */
  wake(): void {
    if (this.running && this.next && this.wire.timers.now() - this.askedAt < WAKE_ONCE_MS) return
    this.running = true
    this.attempt = 0
    this.missed = true
    this.retire()
    this.connect()
  }

  /** The network is gone, says the browser. It may be wrong, so it is tried all the same. */
  drop(): void {
    if (!this.running) return
    this.current?.close()
    this.next?.close()
    this.current = this.next = null
    this.missed = true
    this.retry()
  }

  private connect(): void {
    this.alarms.cancel('retry', 'switch')
    this.next?.close()
    this.askedAt = this.wire.timers.now()
    this.next = new Stream(this.wire.openSource(urlOf(this.owner.open())), this.wire.timers, this.receive, this.ended)
  }

  private receive = (event: LiveEvent, stream: Stream): void => {
    if (event.event === 'hello') this.settle(stream, event.data)
    else if (event.event === 'bye') this.leave(stream, event.data)
    else this.owner.onEvent(event)
  }

  private settle(stream: Stream, hello: LiveEvents['hello']): void {
    if (stream !== this.next) return
    const missed = this.missed || !this.current
    this.retire()
    this.alarms.cancel('grace')
    this.current = stream
    this.next = null
    this.missed = this.streamsBreak = false
    this.failures = 0
    this.settledAt = this.wire.timers.now()
    this.owner.onSettled(hello, missed)
  }

  private retire(): void {
    const old = this.current
    if (!old) return
    this.current = null
    this.wire.timers.setTimeout(() => old.close(), LINGER_MS)
    this.tellUnlessSettled(GRACE_MS)
  }

  private tellUnlessSettled(ms: number): void {
    this.alarms.set('grace', ms, () => this.owner.onChange())
  }

  private leave(stream: Stream, bye: LiveEvents['bye']): void {
    if (bye.reason === 'signed_out') {
      this.stop()
      this.wire.signedOut()
    } else if (stream === this.current) {
      this.tellUnlessSettled(bye.retryMs + GRACE_MS)
      this.alarms.set('retry', bye.retryMs, () => this.connect())
    }
  }

  private ended = (how: Ending, stream: Stream): void => {
    if (stream === this.current) this.lost()
    else if (stream === this.next) this.failed(how)
  }

  private lost(): void {
    this.current = null
    this.missed = true
    if (this.wire.timers.now() - this.settledAt >= STEADY_MS) this.attempt = 0
    if (this.alarms.has('grace')) return
    if (this.next) this.tellUnlessSettled(GRACE_MS)
    else this.retry()
  }

  private failed(how: Ending): void {
    this.next = null
    this.failures += 1
    this.alarms.cancel('grace')
    // A first silence may be a crowd's: another question would only add to it.
    if (how === 'refused' || (how === 'silent' && this.failures > 1)) void this.askWhy()
    this.retry()
  }

  private retry(): void {
    this.owner.onChange()
    this.alarms.set('retry', backoff(this.attempt++, this.wire.timers.random), () => this.connect())
  }

  /** Signed out, a server in trouble, or a network that does not let streams through? */
  private async askWhy(): Promise<void> {
    const answer = await this.wire.probe()
    if (!this.running || this.current) return
    if (answer === 'out') {
      this.stop()
      this.wire.signedOut()
      return
    }
    this.streamsBreak = answer === 'in' && this.failures >= REFUSALS_BEFORE_POLLING
    this.owner.onChange()
  }
}

function urlOf(open: readonly Opened[]): string {
  const list = open.map(({ ticketId, seq }) => `${ticketId}:${seq}`).join(',')
  return list ? `/api/live?open=${list}` : '/api/live'
}
