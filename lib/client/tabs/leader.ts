/** The tab that has the stream: it opens what all tabs have open, each ticket from the lowest cursor among them, and says
 *  every event to all. Promise: `settled` with `missed: false` only when some stream stood all the time. */
import type { LiveEvent } from '@/lib/live/events'
import { Alarms } from '../alarms'
import { Connection, LINGER_MS } from '../connection'
import type { Opened, Wire } from '../link'
import { helloAfter } from './ear'
import { Neighbours } from './neighbours'
import { BEAT_MS, type Hall, type Hello, type LeaderWord, type Report, type Saying } from './words'

/** What the tabs need to answer a call. */
export const CALL_MS = 50
/** What a predecessor needs to say that its stream still stands, and all that was on its way on it has been said. */
export const VOUCH_MS = LINGER_MS + 500
/** A leader that nobody has looked at for so long lets somebody lead who is looked at. */
export const HIDDEN_MS = 30_000
/** A stream that missed a heartbeat is doubtful to whoever was away. */
const DOUBT_MS = 22_000

export class Leader {
  private readonly connection: Connection
  private readonly neighbours: Neighbours
  /** The tickets that the newest stream was asked for. */
  private asked: ReadonlySet<string> = new Set()
  private readonly heads = new Map<string, number>()
  private readonly alarms: Alarms<'call' | 'beat' | 'vouch' | 'linger'>
  private hello: Hello | null = null
  private told = { isUp: false, streamsBreak: false }
  private n = 0
  private saidAt = 0
  /** Came while the predecessor still speaks. */
  private heldBack: LiveEvent[] = []
  private hiddenSince: number | null = null
  private isOver = false
  invitedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly wire: Wire,
    private readonly hall: Hall,
    readonly term: number,
    /** It takes over from somebody whose stream stands until its own does. */
    private succeeds: boolean,
    private readonly own: () => Report,
    private readonly deliver: (word: LeaderWord) => void,
  ) {
    this.alarms = new Alarms(wire.timers)
    this.neighbours = new Neighbours(wire.timers.now)
    const signedOut = () => this.say({ type: 'signedOut' })
    this.connection = new Connection(
      { timers: wire.timers, openSource: wire.openSource, probe: wire.probe, signedOut },
      { open: () => this.ask(), onEvent: this.pass, onSettled: this.settled, onChange: () => this.sayChange() },
    )
  }

  start(): void {
    this.hall.say({ type: 'call' })
    this.alarms.set('call', CALL_MS, () => this.connection.start())
    this.beat()
  }

  close(): void {
    this.isOver = true
    this.alarms.cancelAll()
    this.connection.stop()
  }

  wake(isSure: boolean): void {
    const isDoubtful = isSure || this.wire.timers.now() - this.connection.heardAt > DOUBT_MS
    if (isDoubtful && !this.alarms.has('call')) this.connection.wake()
  }

  drop(): void {
    this.connection.drop()
  }

  /** A tab has told of itself. */
  take(report: Report): void {
    this.neighbours.take(report)
    this.adjust()
    for (const { ticketId, seq } of report.open) {
      const head = this.heads.get(ticketId)
      if (this.asked.has(ticketId) && head !== undefined && head > seq) this.say({ type: 'head', ticketId, seq: head })
    }
    if (report.doubts) this.wake(false)
    this.sayState()
  }

  forget(tab: string): void {
    if (this.neighbours.forget(tab)) this.adjust()
  }

  /** The own tab has opened or closed a ticket, or somebody's report tells of it. */
  adjust(): void {
    const wanted = this.neighbours.openWith(this.own())
    const isSame = wanted.length === this.asked.size && wanted.every(({ ticketId }) => this.asked.has(ticketId))
    if (!isSame && !this.alarms.has('call')) this.connection.switchSoon()
  }

  /** The successor asks. */
  vouch(): void {
    this.alarms.set('linger', LINGER_MS, () => {
      if (this.connection.isUp) this.hall.say({ type: 'vouch' })
    })
  }

  /** The predecessor's stream has stood until now. */
  vouched(): void {
    if (!this.alarms.has('vouch')) return
    this.alarms.cancel('vouch')
    this.announce(false)
  }

  private ask(): readonly Opened[] {
    const union = this.neighbours.openWith(this.own())
    this.asked = new Set(union.map(({ ticketId }) => ticketId))
    for (const { ticketId, seq } of union) this.heads.set(ticketId, Math.max(seq, this.heads.get(ticketId) ?? 0))
    for (const ticketId of this.heads.keys()) if (!this.asked.has(ticketId)) this.heads.delete(ticketId)
    return union
  }

  private pass = (event: LiveEvent): void => {
    if (event.event === 'entry') {
      const { ticketId, seq } = event.data
      this.heads.set(ticketId, Math.max(seq, this.heads.get(ticketId) ?? 0))
    }
    if (event.event === 'gone') this.dropTicket(event.data.ticketId)
    if (event.event === 'reset' && event.data.scope === 'ticket') this.heads.delete(event.data.ticketId)
    if (this.hello) this.hello = helloAfter(this.hello, event)
    if (this.alarms.has('vouch')) this.heldBack.push(event)
    else this.say({ type: 'event', event })
  }

  private dropTicket(gone: string): void {
    this.asked = new Set([...this.asked].filter((ticketId) => ticketId !== gone))
    this.neighbours.drop(gone)
  }

  private settled = (hello: Hello, missed: boolean): void => {
    this.hello = hello
    const succeeds = this.succeeds
    this.succeeds = false
    if (!succeeds) {
      this.announce(missed)
      return
    }
    this.alarms.set('vouch', VOUCH_MS, () => this.announce(true))
    this.hall.say({ type: 'took' })
  }

  private announce(missed: boolean): void {
    this.told = { isUp: true, streamsBreak: false }
    if (this.hello) this.say({ type: 'settled', hello: this.hello, missed })
    // Who asks later is no crowd.
    if (this.hello) this.hello = { ...this.hello, listWithinMs: 0 }
    for (const event of this.heldBack.splice(0)) this.say({ type: 'event', event })
  }

  private beat(): void {
    this.alarms.set('beat', BEAT_MS, () => {
      this.beat()
      this.inviteSomebody()
      if (this.wire.timers.now() - this.saidAt >= BEAT_MS) this.sayState()
    })
  }

  private inviteSomebody(): void {
    const now = this.wire.timers.now()
    this.hiddenSince = this.hall.isHidden() ? (this.hiddenSince ?? now) : null
    if (this.hiddenSince === null || now - this.hiddenSince < HIDDEN_MS) return
    const tab = this.neighbours.lookedAt()
    if (!tab) return
    this.invitedAt = now
    this.say({ type: 'invite', tab })
  }

  /** Something went wrong: a successor says so, too. */
  private sayChange(): void {
    this.succeeds = false
    if (this.alarms.has('vouch')) this.announce(true)
    this.alarms.cancel('vouch')
    this.told = { isUp: this.connection.isUp, streamsBreak: this.connection.streamsBreak }
    this.sayState()
  }

  /** Again what is known; until a successor's stream stands, its predecessor speaks. */
  private sayState(): void {
    if (this.succeeds || this.alarms.has('vouch')) return
    this.say({ type: 'state', ...this.told, hello: this.hello })
  }

  private say(saying: Saying): void {
    if (this.isOver) return
    this.saidAt = this.wire.timers.now()
    const word = { ...saying, term: this.term, n: ++this.n }
    this.hall.say(word)
    this.deliver(word)
  }
}
