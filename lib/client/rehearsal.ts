/** For tests: the browser as they play it: streams that say what they are told to, and a clock that is turned by hand. Only the
 *  browser is played; what it says is what the server says. */
import { cast, departments } from '@/db/cast'
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import type { LiveEvent, LiveEvents } from '@/lib/live/events'
import type { Ticket } from '@/lib/tickets/schema'
import type { Browser } from './live'
import type { Source, Timers } from './live-stream'

export const TICKET = '01900000-0000-7000-8000-00000000000a'
export const OTHER = '01900000-0000-7000-8000-00000000000b'

/** A message of a thread: the author may be named by a letter, the time is a minute for each seq. */
export const message = (seq: number, ticketId = TICKET, authorId = 'a', text = `message ${seq}`): Entry => ({
  ticketId,
  seq,
  id: `${ticketId}-${seq}`,
  authorId,
  n: seq,
  at: new Date(Date.UTC(2026, 10, 23, 8, seq)).toISOString(),
  kind: 'message',
  body: { text },
})

/** A new ticket for housekeeping, opened by Felix. */
export const ticketOf = (patch: Partial<Ticket> = {}): Ticket => ({
  id: TICKET,
  number: 1001,
  summary: 'Towels',
  placeId: null,
  catalogueItemId: null,
  quantity: 1,
  fields: {},
  priority: 'normal',
  guestName: '',
  guestInRoom: false,
  callBack: null,
  status: 'new',
  hold: null,
  cancellation: null,
  dueAt: '2026-11-23T10:00:00.000Z',
  openedAt: '2026-11-23T09:00:00.000Z',
  acceptedAt: null,
  startedAt: null,
  doneAt: null,
  endedAt: null,
  version: 1,
  stateVersion: 1,
  stateChangedAt: '2026-11-23T09:00:00.000Z',
  stateChangedById: null,
  lastSeq: 1,
  messageCount: 0,
  lastEntryAt: '2026-11-23T09:00:00.000Z',
  lastMessage: null,
  departmentId: departments.housekeeping.id,
  restricted: false,
  openerId: cast.felix.id,
  assigneeId: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
  ...patch,
})

export class HandClock implements Timers {
  private time = Date.UTC(2026, 10, 23, 9)
  private timers: { at: number; run: () => void }[] = []
  /** What `random` answers. */
  chance = 0.5

  now = () => this.time
  random = () => this.chance
  setTimeout = (run: () => void, ms: number) => {
    const timer = { at: this.time + ms, run }
    this.timers.push(timer)
    return timer
  }
  clearTimeout = (timer: unknown) => {
    this.timers = this.timers.filter((one) => one !== timer)
  }

  /** Lets time pass, with everything that falls due, in its order. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    for (;;) {
      await settle()
      const [next] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.clearTimeout(next)
      this.time = Math.max(this.time, next.at)
      next.run()
    }
    this.time = end
    await settle()
  }
}

/** Everything that was promised and can be kept is kept. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

export class PlayedSource implements Source {
  readyState = 0
  isClosed = false
  /** Whose stream it is. */
  personId = 'me'
  onerror: ((event: unknown) => void) | null = null
  private readonly listeners = new Map<string, (message: { data: string }) => void>()

  constructor(readonly url: string) {}

  addEventListener(name: string, listener: (message: { data: string }) => void): void {
    this.listeners.set(name, listener)
  }

  close(): void {
    this.isClosed = true
    this.readyState = 2
  }

  say<Name extends LiveEvent['event']>(event: Name, data: LiveEvents[Name]): void {
    this.listeners.get(event)?.({ data: JSON.stringify(data) })
  }

  hello(engine: 'up' | 'down' = 'up', listWithinMs = 0): void {
    this.readyState = 1
    const { url: connection, personId } = this
    const serverTime = '2026-11-23T09:00:00.000Z'
    this.say('hello', { connection, personId, heartbeatMs: 20_000, serverTime, engine, listWithinMs })
  }

  /** The connection breaks: a browser would try again by itself. */
  breakOff(): void {
    this.readyState = 0
    this.onerror?.({})
  }

  /** The server answered something else than a stream: a browser gives up. */
  refuse(): void {
    this.readyState = 2
    this.onerror?.({})
  }
}

export class PlayedBrowser implements Browser {
  readonly sources: PlayedSource[] = []
  readonly asked: { ticketId: string; after: number }[] = []
  /** What the server's journal holds of each ticket. */
  readonly journal = new Map<string, Entry[]>()
  /** Entries to a page. */
  pageSize = 200
  answerAfter: (() => Promise<void>) | null = null
  session: 'in' | 'out' | 'unknown' = 'in'
  personId = 'me'
  hasLeft = false
  wasReloaded = false
  online = true
  hidden = false

  constructor(readonly timers = new HandClock()) {}

  openSource = (url: string) => {
    const source = new PlayedSource(url)
    this.sources.push(source)
    return source
  }
  probe = async () => this.session
  signedOut = () => {
    this.hasLeft = true
  }
  isSomebodyElses = () => {
    this.wasReloaded = true
  }
  isOnline = () => this.online
  isHidden = () => this.hidden
  noteServerTime = () => {}

  messagesAfter = async (ticketId: string, after: number): Promise<ThreadPage> => {
    this.asked.push({ ticketId, after })
    await this.answerAfter?.()
    const all = this.journal.get(ticketId) ?? []
    const lastSeq = all.at(-1)?.seq ?? 0
    const items = all.filter((entry) => entry.seq > after).slice(0, this.pageSize)
    return { items, lastSeq, before: null, reset: after > lastSeq }
  }

  /** The newest stream. */
  get source(): PlayedSource {
    const source = this.sources.at(-1)
    if (!source) throw new Error('no stream was opened')
    return source
  }

  get openSources(): PlayedSource[] {
    return this.sources.filter((source) => !source.isClosed)
  }
}
