/** What one entry makes of a ticket: its row and lists after it. Pure; the journal writes what this says. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import type { Entry, MessageBody } from '@/lib/chat/schema'
import { previewsOf } from '@/lib/live/events'
import type { Lists, TicketRow } from './dto'
import type { Ticket, WatchKind } from './schema'
import type { FoundTicket } from './visible'

/** Columns a change may set; the journal itself keeps the counters, versions and the last message. */
export type Patch = Partial<
  Omit<
    TicketRow,
    'id' | 'number' | 'openerId' | 'openedAt' | 'version' | 'lastSeq' | 'messageCount' | 'lastEntryAt' | 'lastMessage'
  >
>

/** People to put on the ticket's lists, and people to take off all of them. */
export interface WatchChange {
  add?: { personId: string; kind: WatchKind }[]
  remove?: string[]
}

type Content<E> = E extends Entry ? Pick<E, 'kind' | 'body'> : never

export interface Writing {
  /** Null when the clock does it. */
  actor: Actor | null
  /** As `findVisible` found and locked it in this transaction. */
  ticket: FoundTicket
  entry: Content<Entry> & { id: string; at?: string | Date | undefined }
  fingerprint: string
  patch?: Patch
  /** The last message is removed with this. */
  forgetsLastMessage?: boolean
  watch?: WatchChange
}

/** When it happened: the device's word, but not before the entry before it and not after now. */
export function clampAt(ticket: Pick<FoundTicket, 'lastAt' | 'now'>, at: string | Date | undefined): Date {
  const said = at === undefined ? ticket.now.getTime() : new Date(at).getTime()
  return new Date(Math.max(Math.min(said, ticket.now.getTime()), ticket.lastAt?.getTime() ?? -Infinity))
}

/** The row and its lists as this entry leaves them. */
export function rowAfter(writing: Writing, at: Date): FoundTicket {
  const { actor, ticket: before, entry, patch = {}, watch = {} } = writing
  const lists = listsAfter(before, watch)
  const isMessage = entry.kind === 'message'
  const changed = !isMessage || Object.keys(patch).length > 0 || lists !== before
  const version = before.version + (changed ? 1 : 0)
  const after = {
    ...before,
    ...patch,
    watcherIds: lists.watcherIds,
    namedIds: lists.namedIds,
    mentionedIds: lists.mentionedIds,
    version,
  }
  const movesState =
    before.lastSeq === 0 ||
    after.status !== before.status ||
    after.assigneeId !== before.assigneeId ||
    after.departmentId !== before.departmentId
  return {
    ...after,
    ...(movesState && { stateVersion: version, stateChangedAt: at, stateChangedById: actor?.personId ?? null }),
    lastSeq: before.lastSeq + 1,
    messageCount: before.messageCount + (isMessage ? 1 : 0),
    lastEntryAt: before.now,
    lastAt: at,
    ...(isMessage && { lastMessage: lastMessageOf(actor, entry.body as MessageBody, at) }),
    ...(writing.forgetsLastMessage && { lastMessage: null }),
  }
}

const lastMessageOf = (actor: Actor | null, body: MessageBody, at: Date): Ticket['lastMessage'] => ({
  authorId: actor?.personId ?? null,
  ...previewsOf(body),
  at: at.toISOString(),
})

/** The same object when nothing about the lists changes. */
function listsAfter(before: Lists, { add = [], remove = [] }: WatchChange): Lists {
  const list = (ids: string[], kind: WatchKind) => {
    const kept = ids.filter((id) => !remove.includes(id))
    const added = add.filter((one) => one.kind === kind && !kept.includes(one.personId)).map((one) => one.personId)
    return [...new Set([...kept, ...added])].sort()
  }
  const after = {
    watcherIds: list(before.watcherIds, 'watching'),
    namedIds: list(before.namedIds, 'named'),
    mentionedIds: list(before.mentionedIds, 'mentioned'),
  }
  const same = (key: keyof Lists) => after[key].join() === before[key].join()
  return same('watcherIds') && same('namedIds') && same('mentionedIds') ? before : after
}
