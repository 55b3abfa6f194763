/** The list of tickets that an actor may see, a page at a time. Newest first, which never changes, so that pages neither
 *  skip nor repeat a ticket while the hotel works; the board sorts what it has by what is urgent (`compareForBoard`). */
import 'server-only'
import { and, desc, eq, ilike, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { readPositions, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { itemsCalled } from '@/lib/catalogue/lookup'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'
import { placesCalled } from '@/lib/places/lookup'
import { id as idSchema, type Page } from '@/lib/schema'
import { Turns } from '@/lib/turns'
import { toTicket } from './dto'
import type { ListTicketsQuery } from './requests'
import { type ListedTicket, OPEN_STATUSES } from './schema'
import { FOUND, visibleTo, withLists } from './visible'

/** A crowd that comes back reads its boards after its streams: everybody's open ticket goes before anybody's list. */
const PATIENCE_MS = 6_000
const lists = () => once('lists', () => new Turns(2, PATIENCE_MS))
/** What walks through every ticket holds up no board. */
const searches = () => once('searches', () => new Turns(2, PATIENCE_MS))

/** Throws `unavailable` when so many ask at once that its turn does not come. */
export function listTickets(actor: Actor, query: ListTicketsQuery, signal?: AbortSignal): Promise<Page<ListedTicket>> {
  const turns = query.q === undefined ? lists() : searches()
  return turns.take(actor.personId, () => readList(actor, query), signal)
}

async function readList(actor: Actor, query: ListTicketsQuery): Promise<Page<ListedTicket>> {
  const rows = await selectList(actor, query)
  const items = rows.slice(0, query.limit).map(({ found, seq, n }) => {
    const ticket = withLists(found)
    return { ticket: toTicket(ticket, ticket), read: { seq: seq ?? 0, n: n ?? 0 } }
  })
  const last = items.at(-1)
  return { items, next: rows.length > query.limit && last ? cursorOf(last) : null }
}

/** The statement itself, which the list awaits and the bench explains. */
export const selectList = (actor: Actor, query: ListTicketsQuery) =>
  db()
    .select({ found: FOUND, seq: readPositions.seq, n: readPositions.n })
    .from(tickets)
    .leftJoin(readPositions, and(eq(readPositions.ticketId, tickets.id), eq(readPositions.personId, actor.personId)))
    .where(and(visibleTo(actor), inView(actor, query.view), matching(query), after(query.cursor)))
    .orderBy(desc(tickets.openedAt), desc(tickets.id))
    .limit(query.limit + 1)

function inView(actor: Actor, view: ListTicketsQuery['view']): SQL | undefined {
  // As the index of the board says it: a parameter would keep a prepared statement from using it.
  const onBoard = sql`${tickets.status} not in ('closed', 'cancelled')`
  const isOwed = sql`${tickets.callBack} = 'owed'`
  switch (view) {
    case 'board':
      return sql`(${onBoard} or ${isOwed})`
    case 'call_back':
      return isOwed
    case 'mine':
      return and(onBoard, eq(tickets.assigneeId, actor.personId))
    case 'unassigned':
      return and(inArray(tickets.status, [...OPEN_STATUSES]), isNull(tickets.assigneeId))
    case 'late':
      return and(onBoard, inArray(tickets.status, ['new', 'accepted', 'in_progress']), lt(tickets.dueAt, sql`now()`))
    case 'ended':
      return inArray(tickets.status, ['closed', 'cancelled'])
    case 'all':
      return undefined
  }
}

function matching({ status, department, place, assignee, priority, q }: ListTicketsQuery): SQL | undefined {
  return and(
    status ? inArray(tickets.status, status) : undefined,
    department ? eq(tickets.departmentId, department) : undefined,
    place ? eq(tickets.placeId, place) : undefined,
    assignee ? eq(tickets.assigneeId, assignee) : undefined,
    priority ? eq(tickets.priority, priority) : undefined,
    q ? saying(q) : undefined,
  )
}

/** A ticket's number ("T-4127" is nothing else), or every word in its summary, its guest's or item's names, or its place. */
function saying(q: string): SQL | undefined {
  const [, prefix, digits] = /^(t-)?(\d{1,9})$/i.exec(q) ?? []
  const isNumber = digits === undefined ? undefined : eq(tickets.number, Number(digits))
  if (prefix) return isNumber
  const words = q.split(/\s+/).map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    return or(
      ilike(tickets.summary, pattern),
      ilike(tickets.guestName, pattern),
      inArray(tickets.catalogueItemId, itemsCalled(pattern)),
      inArray(tickets.placeId, placesCalled(pattern)),
    )
  })
  return or(isNumber, and(...words))
}

const cursorOf = ({ ticket }: ListedTicket): string =>
  Buffer.from(`${Date.parse(ticket.openedAt)}.${ticket.id}`).toString('base64url')

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const [openedMs = '', id, ...rest] = Buffer.from(cursor, 'base64url').toString().split('.')
  const openedAt = new Date(/^\d{1,14}$/.test(openedMs) ? Number(openedMs) : Number.NaN)
  if (Number.isNaN(openedAt.getTime()) || !idSchema.safeParse(id).success || rest.length > 0)
    throw new AppError('invalid', 'bad_cursor', { field: 'query.cursor' })
  return sql`(${tickets.openedAt}, ${tickets.id}) < (${sql.param(openedAt, tickets.openedAt)}, ${sql.param(id, tickets.id)})`
}
