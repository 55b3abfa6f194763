/** An actor's only way to a ticket's row: through what they may see. `visibleTo` is the SQL face of `canSee`, and
 *  visible.test.ts proves that the two agree. What one may not see is not found. The engine and the clock, which are nobody
 *  and must see everything, have doors of their own: progress.ts, and `lockDue` here. */
import 'server-only'
import { and, eq, getTableColumns, inArray, not, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { entries, tickets, watchers } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { notFound } from '@/lib/errors'
import type { Role } from '@/lib/people/schema'
import type { Lists, TicketRow } from './dto'
import type { WatchKind } from './schema'

/** A ticket's row with its lists of people, and the two moments between which a new entry's `at` must lie. */
export interface FoundTicket extends TicketRow, Lists {
  /** `at` of its newest entry; null before the first. */
  lastAt: Date | null
  /** The database's clock when it was read: the one clock of all processes. */
  now: Date
}

/** A condition over `tickets`, true for exactly the rows for which `canSee(actor, …)` is. */
export const visibleTo = ({ role, personId, departmentIds }: Pick<Actor, 'personId' | 'role' | 'departmentIds'>): SQL =>
  visibleAs(role, personId, arrayOf(departmentIds))

/** The same, where who it is may come later: the array's text, or a placeholder for it. */
export function visibleAs(role: Role, personId: string | Placeholder, departmentIds: string | Placeholder): SQL {
  if (role === 'manager') return sql`true`
  const personally = or(eq(tickets.openerId, personId), eq(tickets.assigneeId, personId), isOnList(personId, ['named']))
  const unrestricted =
    role === 'attendant'
      ? and(
          not(tickets.restricted),
          or(
            sql`${tickets.departmentId} = any(${departmentIds}::uuid[])`,
            isOnList(personId, ['watching', 'mentioned']),
            sql`${tickets.mentionedDepartmentIds} && ${departmentIds}::uuid[]`,
          ),
        )
      : not(tickets.restricted)
  return sql`(${or(personally, unrestricted)})`
}

/** A list of ids as PostgreSQL writes an array. */
export const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`

const isOnList = (personId: string | Placeholder, kinds: WatchKind[]): SQL =>
  sql`exists (select 1 from ${watchers} where ${watchers.ticketId} = ${tickets.id} and ${eq(watchers.personId, personId)} and ${inArray(watchers.kind, kinds)})`

/**
 * The ticket as it is now, or `not_found`. With `lock` its row stays ours until the transaction ends, and what is read
 * is what is true under the lock.
 */
export async function findVisible(
  tx: Database | Transaction,
  actor: Actor,
  ticketId: string,
  options: { lock?: boolean } = {},
): Promise<FoundTicket> {
  const found = await seekVisible(tx, actor, ticketId, options)
  if (!found) throw notFound()
  return found
}

/** The same, for whoever has an answer to null. */
export async function seekVisible(
  tx: Database | Transaction,
  actor: Actor,
  ticketId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<FoundTicket | null> {
  const isIt = and(eq(tickets.id, ticketId), visibleTo(actor))
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    // "No key": others may meanwhile point at the ticket (their read position), but not lock or change it.
    // Two statements: one that has waited for a lock sees the row anew, but everything else (the lists, the newest
    // entry) as it was before the wait (PostgreSQL manual, 13.2.1). A later statement sees all of it.
    // Sent together: the connection takes one after the other.
    const [locked, [found]] = await Promise.all([
      lock ? tx.select({ id: tickets.id }).from(tickets).where(isIt).for('no key update') : [],
      tx.select(FOUND).from(tickets).where(isIt),
    ])
    if (!found) return null
    // For the same reason whoever was given sight while waiting got no lock: they ask again.
    if (!lock || locked.length > 0) return withLists(found)
  }
  return null
}

const MAX_ATTEMPTS = 3

/** Which of these there are for this actor. */
export async function visibleAmong(actor: Actor, ticketIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (ticketIds.length === 0) return new Set()
  const rows = await db()
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(sql`${tickets.id} = any(${arrayOf(ticketIds)}::uuid[])`, visibleTo(actor)))
  return new Set(rows.map(({ id }) => id))
}

// Written out, because in the fields of a select from one table Drizzle leaves the tables' names away.
const LISTS = `(select coalesce(jsonb_agg(jsonb_build_array(watchers.kind, watchers.person_id) order by watchers.person_id), '[]')
  from watchers where watchers.ticket_id = tickets.id)`
const LAST_AT =
  '(select entries.at from entries where entries.ticket_id = tickets.id and entries.seq = tickets.last_seq)'

/** What a `FoundTicket` is selected as; `withLists` finishes it. */
export const FOUND = {
  ...getTableColumns(tickets),
  onLists: sql.raw(LISTS) as SQL<[WatchKind, string][]>,
  lastAt: (sql.raw(LAST_AT) as SQL<Date | null>).mapWith(entries.at),
  now: sql<Date>`clock_timestamp()`.mapWith(entries.at),
}

/** For the clock, which is nobody and sees everything: some tickets that are due, locked, without those another process has. */
export async function lockDue(tx: Transaction, isDue: SQL, limit: number): Promise<FoundTicket[]> {
  const locked = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(isDue)
    .limit(limit)
    .for('no key update', { skipLocked: true })
  return findAll(
    tx,
    locked.map(({ id }) => id),
  )
}

/** For what follows a person rather than a ticket, and must reach also what its author may not see: all that are so, locked
 *  one after the other in the order of ids, so that two who do this do not wait for each other. */
export async function lockAll(tx: Transaction, isSo: SQL): Promise<FoundTicket[]> {
  const locked = await tx.select({ id: tickets.id }).from(tickets).where(isSo).orderBy(tickets.id).for('no key update')
  return findAll(
    tx,
    locked.map(({ id }) => id),
  )
}

async function findAll(tx: Transaction, ids: string[]): Promise<FoundTicket[]> {
  if (ids.length === 0) return []
  return (await tx.select(FOUND).from(tickets).where(inArray(tickets.id, ids))).map(withLists)
}

type Selected = Omit<FoundTicket, keyof Lists> & { onLists: [WatchKind, string][] }

export const withLists = ({ onLists, ...found }: Selected): FoundTicket => ({ ...found, ...listsOf(onLists) })

export function listsOf(onLists: [WatchKind, string][]): Lists {
  const on = (kind: WatchKind) => onLists.filter(([why]) => why === kind).map(([, personId]) => personId)
  return { watcherIds: on('watching'), namedIds: on('named'), mentionedIds: on('mentioned') }
}
