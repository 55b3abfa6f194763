/** The board: what a person sees of the hotel's open tickets, kept true by events. Pure. Promise: a snapshot and the events
 *  of the stream after it, however often repeated, and mixed with the answers to one's own changes whenever these arrive,
 *  show what a fresh snapshot shows. */
import type { Entry } from '@/lib/chat/schema'
import { type LiveEvents, previewsOf } from '@/lib/live/events'
import { isOnBoard } from '@/lib/tickets/policy'
import type { ListedTicket, ReadPosition, Ticket } from '@/lib/tickets/schema'

export interface Board {
  /** Whose board it is: their own messages are read by writing them. */
  personId: string
  rows: ReadonlyMap<string, ListedTicket>
  /** Tickets that left the board: an event no newer than this seq does not bring them back. */
  left: ReadonlyMap<string, number>
  /** Tickets that came onto the board with a past: how far this person has read them is not in an event, so they are to be
   *  read anew and taken in as `listed`. */
  strangers: ReadonlySet<string>
  /** What arrived since a snapshot was asked for; null when none is on its way. */
  since: BoardEvent[] | null
}

type Told = { [Name in 'ticket' | 'entry' | 'activity' | 'gone' | 'read']: { event: Name; data: LiveEvents[Name] } }
/** Something that happened to one ticket. `listed` is a ticket read anew, with how far this person has read it. */
export type BoardEvent = Told[keyof Told] | { event: 'listed'; data: ListedTicket }

export type BoardAction =
  | BoardEvent
  /** A fresh snapshot was asked for: events that arrive before its answer are applied to it again. */
  | { event: 'asked' }
  | { event: 'snapshot'; data: ListedTicket[] }

const UNREAD: ReadPosition = { seq: 0, n: 0 }

export function boardOf(personId: string, listed: ListedTicket[]): Board {
  const rows = new Map(listed.filter((row) => isOnBoard(row.ticket)).map((row) => [row.ticket.id, row]))
  return { personId, rows, left: new Map(), strangers: new Set(), since: null }
}

export function boardReducer(board: Board, action: BoardAction): Board {
  if (action.event === 'asked') return { ...board, since: [] }
  if (action.event === 'snapshot') return (board.since ?? []).reduce(apply, boardOf(board.personId, action.data))
  const next = apply(board, action)
  return board.since ? { ...next, since: [...board.since, action] } : next
}

function apply(board: Board, told: BoardEvent): Board {
  switch (told.event) {
    case 'ticket':
      return takeTicket(board, told.data)
    case 'listed':
      return takeListed(board, told.data)
    case 'gone':
      return leave(board, told.data.ticketId, told.data.seq)
    case 'read':
      return told.data.personId === board.personId ? takeRead(board, told.data.ticketId, told.data) : board
    case 'activity':
      return takeMessage(board, told.data)
    case 'entry':
      return told.data.kind === 'message' ? takeMessage(board, asActivity(told.data)) : board
  }
}

function takeTicket(board: Board, incoming: Ticket): Board {
  const row = board.rows.get(incoming.id)
  if (!row && (board.left.get(incoming.id) ?? 0) >= incoming.lastSeq) return board
  const ticket = row ? merge(row.ticket, incoming) : incoming
  if (!isOnBoard(ticket)) return leave(board, ticket.id, ticket.lastSeq)
  if (row) return ticket === row.ticket ? board : put(board, { ticket, read: row.read })
  const isKnown = ticket.messageCount === 0
  const strangers = isKnown ? board.strangers : new Set(board.strangers).add(ticket.id)
  return { ...put(board, { ticket, read: UNREAD }), strangers }
}

function takeListed(board: Board, { ticket, read }: ListedTicket): Board {
  const next = takeRead(takeTicket(board, ticket), ticket.id, read)
  return { ...next, strangers: without(next.strangers, ticket.id) }
}

/** The newer state with the newer conversation: either may arrive first. */
function merge(known: Ticket, incoming: Ticket): Ticket {
  if (incoming.lastSeq > known.lastSeq && incoming.version >= known.version) return incoming
  if (incoming.version <= known.version) return known
  const { lastSeq, messageCount, lastEntryAt, lastMessage } = known
  return { ...incoming, lastSeq, messageCount, lastEntryAt, lastMessage }
}

function takeMessage(
  board: Board,
  { ticketId, seq, n, authorId, preview, previews, at }: LiveEvents['activity'],
): Board {
  const row = board.rows.get(ticketId)
  if (!row) return board
  const read = authorId === board.personId ? furthest(row.read, { seq, n }) : row.read
  if (seq <= row.ticket.lastSeq) return read === row.read ? board : put(board, { ...row, read })
  const lastMessage = { authorId, preview, ...(previews && { previews }), at }
  return put(board, { ticket: { ...row.ticket, lastSeq: seq, messageCount: n, lastEntryAt: at, lastMessage }, read })
}

function takeRead(board: Board, ticketId: string, position: ReadPosition): Board {
  const row = board.rows.get(ticketId)
  if (!row) return board
  const read = furthest(row.read, position)
  return read === row.read ? board : put(board, { ...row, read })
}

function leave(board: Board, ticketId: string, seq: number): Board {
  const row = board.rows.get(ticketId)
  if (row ? row.ticket.lastSeq > seq : (board.left.get(ticketId) ?? 0) >= seq) return board
  const rows = new Map(board.rows)
  rows.delete(ticketId)
  const left = new Map(board.left).set(ticketId, seq)
  return { ...board, rows, left, strangers: without(board.strangers, ticketId) }
}

const put = (board: Board, row: ListedTicket): Board => ({
  ...board,
  rows: new Map(board.rows).set(row.ticket.id, row),
})

const furthest = (known: ReadPosition, { seq, n }: ReadPosition): ReadPosition => (seq > known.seq ? { seq, n } : known)

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  if (!ids.has(id)) return ids
  const rest = new Set(ids)
  rest.delete(id)
  return rest
}

const asActivity = (entry: Extract<Entry, { kind: 'message' }>): LiveEvents['activity'] => ({
  ticketId: entry.ticketId,
  seq: entry.seq,
  n: entry.n,
  authorId: entry.authorId,
  ...previewsOf(entry.body),
  at: entry.at,
})
