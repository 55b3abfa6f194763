/** Rows of the tickets and entries tables as they travel. Pure, and field by field: a column that is added to a table
 *  stays inside until it is named here. */
import 'server-only'
import type { entries, tickets } from '@/db/schema'
import type { Entry } from '@/lib/chat/schema'
import type { Audience, Ticket } from './schema'

export type TicketRow = typeof tickets.$inferSelect
export type EntryRow = typeof entries.$inferSelect

/** The people on a ticket's lists, by why they are on them; each list in the order of ids. */
export type Lists = Pick<Audience, 'watcherIds' | 'namedIds' | 'mentionedIds'>

export function toTicket(row: TicketRow, lists: Lists): Ticket {
  return {
    id: row.id,
    number: row.number,
    summary: row.summary,
    placeId: row.placeId,
    catalogueItemId: row.catalogueItemId,
    quantity: row.quantity,
    fields: row.fields,
    priority: row.priority,
    guestName: row.guestName,
    guestInRoom: row.guestInRoom,
    callBack: row.callBack,
    status: row.status,
    hold: holdOf(row),
    cancellation: row.cancelReason ? { reason: row.cancelReason } : null,
    dueAt: row.dueAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    acceptedAt: iso(row.acceptedAt),
    startedAt: iso(row.startedAt),
    doneAt: iso(row.doneAt),
    endedAt: iso(row.endedAt),
    version: row.version,
    stateVersion: row.stateVersion,
    stateChangedAt: row.stateChangedAt.toISOString(),
    stateChangedById: row.stateChangedById,
    lastSeq: row.lastSeq,
    messageCount: row.messageCount,
    lastEntryAt: row.lastEntryAt.toISOString(),
    lastMessage: row.lastMessage ?? null,
    ...audienceOf(row, lists),
  }
}

export function audienceOf(
  row: Pick<TicketRow, 'departmentId' | 'restricted' | 'openerId' | 'assigneeId' | 'mentionedDepartmentIds'>,
  lists: Lists,
): Audience {
  return {
    departmentId: row.departmentId,
    restricted: row.restricted,
    openerId: row.openerId,
    assigneeId: row.assigneeId,
    watcherIds: lists.watcherIds,
    namedIds: lists.namedIds,
    mentionedIds: lists.mentionedIds,
    mentionedDepartmentIds: row.mentionedDepartmentIds,
  }
}

export function toEntry(
  row: Pick<EntryRow, 'ticketId' | 'seq' | 'id' | 'kind' | 'authorId' | 'n' | 'at' | 'body'>,
): Entry {
  // A row's kind and body are written together by the journal, so they belong to each other.
  return {
    ticketId: row.ticketId,
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    authorId: row.authorId,
    n: row.n,
    at: row.at.toISOString(),
    body: shownOf(row.body),
  } as Entry
}

/** What of a body leaves the house or reaches a screen. Journals of old name the ticket that another was cancelled as a duplicate
 *  of, also to those who may not know of it. */
export function shownOf(body: EntryRow['body']): EntryRow['body'] {
  if (!('code' in body) || body.code !== 'cancelled') return body
  const { code, params, removed } = body
  return { code, params: { reason: params.reason }, ...(removed && { removed }) }
}

const holdOf = (row: TicketRow): Ticket['hold'] =>
  row.holdReason && row.heldFrom && row.heldAt
    ? { reason: row.holdReason, until: iso(row.holdUntil), from: row.heldFrom, since: row.heldAt.toISOString() }
    : null

const iso = (value: Date | null): string | null => value?.toISOString() ?? null
