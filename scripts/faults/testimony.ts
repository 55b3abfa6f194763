/** What is laid before the judge, and what the judge may find. */
import type { Fault } from '@/lib/journal/chain'
import type { Role } from '@/lib/people/schema'
import type { Audience } from '@/lib/tickets/schema'
import type { Line } from './book'

/** One row of the journal, as PostgreSQL has it. */
export interface Row {
  ticketId: string
  seq: number
  id: string
  kind: string
  authorId: string | null
  /** Of a message's text; empty otherwise. */
  digest: string
  /** The ticket's after it, where it changed the ticket; see `stateOf`. */
  state: string | null
  after: Audience
  accessVersion: number
  /** When it was written, in milliseconds since 1970, on the clock that all on this machine share. */
  at: number
}

/** What somebody might see from an access version on; null: nothing, they were signed out. */
export interface Rights {
  from: number
  viewer: { personId: string; role: Role; departmentIds: string[] } | null
}

/** An entry as somebody has it; `digest` as in `Row`. */
export interface Said {
  seq: number
  id: string
  digest: string
}

/** What one screen was told. */
export interface Shown {
  who: string
  /** By version, ascending. */
  rights: Rights[]
  /** By ticket, how far it had been shown when the screen opened it, and what it showed from then on, in that order. */
  threads: Map<string, { from: number; entries: Said[]; mayEndEarly: boolean }>
  /** Everything that reached the device and names a ticket, `<ticketId>:<seq>`, whether the page showed it or not. */
  received: Set<string>
  /** What came of a ticket after the same stream had told that it is gone, and before anything that only who sees it gets. */
  afterGone: Glimpse[]
}

/** Something that names no entry of its ticket: who types, who is there, what was delivered and read. */
export interface Glimpse {
  ticketId: string
  event: string
  /** What the stream had said was the last of it. */
  goneSeq: number
  /** When it came, as `Row.at`. */
  at: number
}

/** What a board shows, and what a fresh load of it shows: each ticket's row as text. */
export interface Board {
  who: string
  shown: Map<string, string>
  fresh: Map<string, string>
}

export interface Evidence {
  lines: Iterable<Line>
  journal: Row[]
  /** What `journal:verify` says of the whole journal: rows that are not what their digests hold. */
  damaged: Fault[]
  /** Each thread as another store tells it: from which seq on, and where that is. */
  copies: { name: string; ticketId: string; entries: Said[]; isWhole: boolean }[]
  /** Every entry on the bus, `<ticketId>:<seq>`, in its order. */
  bus: string[]
  screens: Shown[]
  boards: Board[]
}

export interface Verdict {
  lost: string[]
  twice: string[]
  invented: string[]
  disorder: string[]
  wrongEyes: string[]
  /** Rows of a board that are not as a fresh load shows them. */
  stale: string[]
}

export const NAMES = ['lost', 'twice', 'invented', 'disorder', 'wrongEyes', 'stale'] as const

/** No complaint yet. */
export const innocent = (): Verdict => ({ lost: [], twice: [], invented: [], disorder: [], wrongEyes: [], stale: [] })
