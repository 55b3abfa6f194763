/** What the tabs of one person tell each other. One of them leads: it has the stream, and says what comes. */
import type { LiveEvent, LiveEvents } from '@/lib/live/events'
import type { Opened } from '../link'

/** A tab about itself; every tab hears it, the leader answers with `state`. */
export interface Report {
  type: 'tab'
  tab: string
  open: readonly Opened[]
  /** When somebody last looked at it, milliseconds since the epoch. */
  lookedAt: number
  isVisible: boolean
  /** It was away, and does not know what to believe. */
  doubts: boolean
}

export type Hello = LiveEvents['hello']

type Said =
  | { type: 'event'; event: LiveEvent }
  /** A stream has taken over; `missed` as in `Owner.onSettled`. */
  | { type: 'settled'; hello: Hello; missed: boolean }
  | { type: 'state'; isUp: boolean; streamsBreak: boolean; hello: Hello | null }
  /** The stream brings of this ticket only what comes after `seq`: whoever has less asks for it. */
  | { type: 'head'; ticketId: string; seq: number }
  /** This tab is looked at, the leader's is not: it is to lead. */
  | { type: 'invite'; tab: string }
  | { type: 'signedOut' }

/** `term` grows with each leader, `n` counts its words from 1: what does not follow was missed. */
export type LeaderWord = Said & { term: number; n: number }
export type Saying = Said

export type Word =
  | Report
  | LeaderWord
  | { type: 'left'; tab: string }
  /** Who is there? Said by whoever begins to lead, before it opens a stream. */
  | { type: 'call' }
  /** The new leader's stream stands. Has the old one's stood until now? */
  | { type: 'took' }
  | { type: 'vouch' }

/** The hall in which the tabs of one person meet, and the one chair in it. */
export interface Hall {
  /** This tab's name. */
  tab: string
  /** Heard by all tabs but the one that says it, in order. */
  say(word: Word): void
  hear(listener: (word: Word) => void): () => void
  /** Wait for the chair, or take it from whoever has it. Call the answer to stand up, or to wait no longer. */
  claim(how: 'wait' | 'steal', onTaken: () => void, onLost: () => void): () => void
  isHidden(): boolean
  lookedAt(): number
}

/** Between two signs of life of a leader that has nothing to say. */
export const BEAT_MS = 3_000
