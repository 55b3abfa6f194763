/** What keeps a page current, and what it stands between: the browser that opens streams, and whoever shows what comes. */
import type { LiveEvent, LiveEvents } from '@/lib/live/events'
import type { Source, Timers } from './live-stream'

export interface Wire {
  openSource(url: string): Source
  timers: Timers & { random(): number }
  /** Are we signed in? EventSource hides the status of a refusal, so it is asked separately. */
  probe(): Promise<'in' | 'out' | 'unknown'>
  signedOut(): void
}

/** A ticket that is shown, and the newest entry that is. */
export interface Opened {
  ticketId: string
  seq: number
}

/** What keeps a page current: a stream of its own, or one that its neighbours have. */
export interface Link {
  readonly isUp: boolean
  readonly streamsBreak: boolean
  start(): void
  stop(): void
  switchSoon(): void
  /** Not `isSure`: somebody was away for a while, and nothing else speaks against the stream. */
  wake(isSure?: boolean): void
  drop(): void
}

export interface Owner {
  /** What is to be streamed entry by entry, at most MAX_OPEN_TICKETS. */
  open(): readonly Opened[]
  onEvent(event: LiveEvent): void
  /** A new stream has taken over. `missed`: something may have passed that no stream can replay. */
  onSettled(hello: LiveEvents['hello'], missed: boolean): void
  /** `isUp` or `streamsBreak` may have changed. */
  onChange(): void
  /** The stream brings of this ticket only what comes after `seq`. */
  onHead(ticketId: string, seq: number): void
}
