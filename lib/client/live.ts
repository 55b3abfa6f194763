/** What reaches this page of the hotel's life: every event, those of open tickets once and in order, and how current it all
 *  is. Without React, and with the browser passed in, so that it runs in a test and in a load generator. */
import type { Entry } from '@/lib/chat/schema'
import { type LiveEvent, type LiveEvents, previewOf } from '@/lib/live/events'
import { Alarms } from './alarms'
import { Connection } from './connection'
import { Cursors, type ThreadSource } from './cursors'
import type { Link, Owner, Wire } from './link'
import { tellAll } from './listeners'
import { LiveStateStore, type Mode } from './live-state'

export interface Browser extends Wire, ThreadSource {
  /** Whose page this is; undefined where nobody else can sign in. */
  personId?: string
  /** Somebody else has signed in on this browser since: the page is to begin anew as theirs. */
  isSomebodyElses(): void
  isOnline(): boolean
  isHidden(): boolean
  noteServerTime(iso: string): void
}

export const POLL_MS = 4_000
export const POLL_JITTER_MS = 1_000

export class Live {
  readonly state: LiveStateStore
  private readonly connection: Link
  private readonly cursors: Cursors
  private readonly alarms: Alarms<'poll' | 'fill'>
  private readonly listeners = new Set<(event: LiveEvent) => void>()
  private engineDown = false
  private heardAt: number

  /** `connect`: how the page is kept current; with a stream of its own unless told otherwise. `asOf`: until when what it begins
   *  with was current, when that is older than the page. */
  constructor(
    private readonly browser: Browser,
    connect: (owner: Owner) => Link = (owner) => new Connection(browser, owner),
    asOf?: number,
  ) {
    this.heardAt = asOf ?? browser.timers.now()
    this.state = new LiveStateStore(this.asOf(), asOf !== undefined)
    this.alarms = new Alarms(browser.timers)
    const onFilled = () => this.touch()
    this.cursors = new Cursors(browser, browser.timers, this.emit, onFilled)
    this.connection = connect({
      open: () => this.cursors.open(),
      onEvent: this.receive,
      onSettled: this.settled,
      onChange: () => this.show(),
      onHead: (ticketId, seq) => this.cursors.catchUp(ticketId, seq),
    })
  }

  start = (): void => this.connection.start()

  /** Close everything: the page goes, or a tablet's screen is off. `start` or `wake` undoes it. */
  stop(): void {
    this.connection.stop()
    this.alarms.cancelAll()
  }

  /** The page came back to the front, from the cache, or onto a network. */
  wake = (isSure = true): void => {
    this.connection.wake(isSure)
    if (this.state.read().mode === 'offline') this.show()
  }

  networkLost = (): void => {
    this.connection.drop()
    this.show()
  }

  /** What came as the answer to a request: the page takes it as if it had been streamed. */
  tell = (event: LiveEvent): void => {
    if (event.event === 'entry') this.cursors.receive(event.data)
    else this.emit(event)
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** Told whenever the server can be reached again. */
  onReachable(listener: () => void): () => void {
    let before = this.state.read().mode
    return this.state.subscribe(() => {
      const { mode } = this.state.read()
      if (mode !== before && (mode === 'live' || mode === 'polling')) listener()
      before = mode
    })
  }

  /** Open a ticket whose entries up to `seq` are shown; call the answer to close it. */
  watch(ticketId: string, seq: number): () => void {
    if (this.cursors.add(ticketId, seq)) this.connection.switchSoon()
    return () => {
      if (this.cursors.remove(ticketId)) this.connection.switchSoon()
    }
  }

  private settled = (hello: LiveEvents['hello'], missed: boolean): void => {
    if (this.browser.personId !== undefined && hello.personId !== this.browser.personId) {
      this.stop()
      this.browser.isSomebodyElses()
      return
    }
    this.browser.noteServerTime(hello.serverTime)
    this.engineDown = hello.engine === 'down'
    this.touch()
    this.show()
    this.emit({ event: 'hello', data: hello })
    if (!missed) return
    this.fillWithin(hello.listWithinMs)
    this.emit({ event: 'reset', data: { scope: 'board', reason: 'gap', withinMs: hello.listWithinMs } })
  }

  /** What the stream replays it brings meanwhile: a crowd that comes back does not ask for it all at once. */
  private fillWithin(ms: number): void {
    if (ms <= 0) this.cursors.fillAll()
    else this.alarms.set('fill', (0.5 + this.browser.timers.random() / 2) * ms, () => this.cursors.fillAll())
  }

  private receive = (event: LiveEvent): void => {
    this.touch()
    if (event.event === 'entry') this.receiveEntry(event.data)
    else if (event.event === 'reset') this.reset(event.data)
    else {
      if (event.event === 'heartbeat') this.browser.noteServerTime(event.data.serverTime)
      if (event.event === 'gone') this.cursors.markGone(event.data.ticketId)
      // Open here, but not yet on this stream.
      if (event.event === 'activity') this.cursors.catchUp(event.data.ticketId, event.data.seq)
      // What was done is told by the ticket alone; of one that is streamed, its entry has come before it.
      if (event.event === 'ticket') this.cursors.catchUp(event.data.id, event.data.lastSeq)
      this.emit(event)
    }
  }

  /** What is streamed for another tab, or was closed a moment ago, is here what it is to a page that shows the list. */
  private receiveEntry(entry: Entry): void {
    if (this.cursors.has(entry.ticketId)) this.cursors.receive(entry)
    else if (entry.kind === 'message') {
      const { ticketId, seq, n, authorId, at, body } = entry
      this.emit({ event: 'activity', data: { ticketId, seq, n, authorId, at, preview: previewOf(body.text) } })
    }
  }

  private reset(reset: LiveEvents['reset']): void {
    if (reset.scope === 'ticket') {
      if (reset.reason === 'ahead') this.cursors.startOver(reset.ticketId)
      else void this.cursors.fill(reset.ticketId)
      return
    }
    if (reset.reason === 'engine_down') this.engineDown = true
    if (reset.reason === 'engine_up') this.engineDown = false
    this.show()
    this.cursors.fillAll()
    this.emit({ event: 'reset', data: reset })
  }

  private show(): void {
    const mode = this.modeNow()
    this.state.set(mode, this.asOf())
    if (mode !== 'polling') this.alarms.cancel('poll')
    else if (!this.alarms.has('poll')) this.pollSoon()
  }

  private modeNow(): Mode {
    if (this.connection.isUp) return this.engineDown ? 'polling' : 'live'
    if (!this.browser.isOnline()) return 'offline'
    return this.connection.streamsBreak ? 'polling' : 'reconnecting'
  }

  private pollSoon(): void {
    const jitter = (this.browser.timers.random() * 2 - 1) * POLL_JITTER_MS
    this.alarms.set('poll', POLL_MS + jitter, () => {
      this.pollSoon()
      if (this.browser.isHidden()) return
      this.cursors.fillAll()
      this.emit({ event: 'reset', data: { scope: 'board', reason: 'engine_down' } })
    })
  }

  private touch(): void {
    this.heardAt = this.browser.timers.now()
    if (this.state.read().mode === 'polling') this.state.set('polling', this.asOf())
  }

  private asOf = (): string => new Date(this.heardAt).toISOString()

  private emit = (event: LiveEvent): void => {
    tellAll(this.listeners, event)
  }
}
