/** One ticket's thread on a screen. Pure. Promise: a snapshot and the events after it, in any order and however often
 *  repeated, give what a fresh snapshot gives. */
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import type { LiveEvents } from '@/lib/live/events'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { type Past, takeAround, takeNewer, takeOlder } from './thread-past'
import { withoutRemoved } from './thread-removals'

/** How far one person has read, and when that was noticed. */
export interface ReadMark {
  seq: number
  at: string
}

export interface Thread {
  ticketId: string
  /** By seq, each once. */
  entries: readonly Entry[]
  /** Where the page before begins; null when the beginning is shown. */
  before: number | null
  readers: ReadonlyMap<string, ReadMark>
  /** How far each person's devices have it, as far as this page was told. */
  devices: ReadonlyMap<string, number>
  /** Who is writing, until when (milliseconds since the epoch). */
  typing: ReadonlyMap<string, number>
  /** While the thread is read anew: what has come since that was asked for. */
  since: readonly Entry[] | null
  /** What is shown instead of the above; null while the end is. */
  past: Past | null
}

/** Somebody who typed a moment ago is shown as writing for this long. */
export const TYPING_MS = 5_000

export type ThreadAction =
  | { event: 'entry'; data: Entry }
  | { event: 'read'; data: LiveEvents['read'] }
  | { event: 'delivered'; data: LiveEvents['delivered'] }
  | { event: 'typing'; data: LiveEvents['typing']; now: number }
  /** Forget who stopped typing. */
  | { event: 'tick'; now: number }
  | { event: 'older' | 'newer' | 'around'; data: ThreadPage }
  /** Back to the end. */
  | { event: 'newest' }
  /** The thread is asked for anew; what is shown stays until it has been read. */
  | { event: 'asked' }
  /** The thread was read anew, from its end. */
  | { event: 'fresh'; data: ThreadPage }
  | { event: 'readers'; data: OpenedTicket['readers'] }

export function threadOf(ticketId: string, page: ThreadPage, readers: OpenedTicket['readers']): Thread {
  const marks = new Map(readers.map(({ personId, seq, at }) => [personId, { seq, at }]))
  return withoutRemoved({
    ticketId,
    entries: page.items,
    before: page.before,
    readers: marks,
    devices: new Map(),
    typing: new Map(),
    since: null,
    past: null,
  })
}

export function threadReducer(thread: Thread, action: ThreadAction): Thread {
  const next = taken(thread, action)
  return next.entries === thread.entries && next.past === thread.past ? next : withoutRemoved(next)
}

function taken(thread: Thread, action: ThreadAction): Thread {
  switch (action.event) {
    case 'entry':
      return action.data.ticketId === thread.ticketId ? takeEntry(noted(thread, action.data), action.data) : thread
    case 'read': {
      const { ticketId, personId, seq, at } = action.data
      return ticketId === thread.ticketId ? takeRead(thread, personId, { seq, at }) : thread
    }
    case 'delivered':
      return action.data.ticketId === thread.ticketId ? takeDelivered(thread, action.data) : thread
    case 'typing':
      if (action.data.ticketId !== thread.ticketId) return thread
      return { ...thread, typing: new Map(thread.typing).set(action.data.personId, action.now + TYPING_MS) }
    case 'tick':
      return stopTyping(thread, (_, until) => until <= action.now)
    case 'older':
      return takeOlder(thread, action.data)
    case 'newer':
      return takeNewer(thread, action.data)
    case 'around':
      return takeAround(thread, action.data)
    case 'newest':
      return thread.past ? { ...thread, past: null } : thread
    case 'asked':
      return { ...thread, since: [] }
    case 'fresh':
      return takeFresh(thread, action.data)
    case 'readers':
      return action.data.reduce((next, { personId, seq, at }) => takeRead(next, personId, { seq, at }), thread)
  }
}

/** What is there without a hole: the answer to one's own message is shown at once, also before what others wrote just before it
 *  has come. */
export function runOf({ entries, before }: Pick<Thread, 'entries' | 'before'>): readonly Entry[] {
  const first = before === null ? 1 : (entries[0]?.seq ?? 0)
  const hole = entries.findIndex(({ seq }, at) => seq !== first + at)
  return hole === -1 ? entries : entries.slice(0, hole)
}

/** The newest seq up to which nothing is missing. */
export function lastSeqOf(thread: Pick<Thread, 'entries' | 'before'>): number {
  return runOf(thread).at(-1)?.seq ?? 0
}

/** The page is what was there when it was read; what came since follows it. */
function takeFresh(thread: Thread, page: ThreadPage): Thread {
  const renewed = { ...thread, entries: page.items, before: page.before, since: null }
  return (thread.since ?? []).reduce(takeEntry, renewed)
}

const noted = (thread: Thread, entry: Entry): Thread =>
  thread.since === null ? thread : { ...thread, since: [...thread.since, entry] }

function takeEntry(thread: Thread, entry: Entry): Thread {
  const oldest = thread.entries[0]
  // Before what is loaded: it comes with its page.
  if (oldest && thread.before !== null && entry.seq < oldest.seq) return thread
  const at = thread.entries.findLastIndex((known) => known.seq <= entry.seq)
  if (thread.entries[at]?.seq === entry.seq) return thread
  const entries = thread.entries.toSpliced(at + 1, 0, entry)
  if (entry.authorId === null || entry.kind !== 'message') return { ...thread, entries }
  // Writing is having read.
  const read = takeRead({ ...thread, entries }, entry.authorId, { seq: entry.seq, at: entry.at })
  return stopTyping(read, (personId) => personId === entry.authorId)
}

function takeRead(thread: Thread, personId: string, mark: ReadMark): Thread {
  const known = thread.readers.get(personId)
  if (known && known.seq >= mark.seq) return thread
  return { ...thread, readers: new Map(thread.readers).set(personId, mark) }
}

function takeDelivered(thread: Thread, { personId, seq }: LiveEvents['delivered']): Thread {
  if ((thread.devices.get(personId) ?? 0) >= seq) return thread
  return { ...thread, devices: new Map(thread.devices).set(personId, seq) }
}

function stopTyping(thread: Thread, is: (personId: string, until: number) => boolean): Thread {
  const typing = [...thread.typing].filter(([personId, until]) => !is(personId, until))
  return typing.length === thread.typing.size ? thread : { ...thread, typing: new Map(typing) }
}
