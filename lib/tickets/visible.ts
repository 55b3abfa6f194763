/** The only way to a ticket's row: through what the actor may see. `visibleTo` is the SQL face of `canSee`, and
 *  visible.test.ts proves that the two agree. What one may not see is not found. */
import 'server-only'
import { and, eq, getTableColumns, inArray, not, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type Database, prepared, type Transaction } from '@/db/client'
import { entries, tickets, watchers } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { notFound } from '@/lib/errors'
import { ROLES, type Role } from '@/lib/people/schema'
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
function visibleAs(role: Role, personId: string | Placeholder, departmentIds: string | Placeholder): SQL {
  if (role === 'manager') return sql`true`
  const personally = or(eq(tickets.openerId, personId), eq(tickets.assigneeId, personId), isOnList(personId, ['named']))
  const unrestricted =
    role === 'attendant'
      ? and(
          not(tickets.restricted),
          or(
            sql`${tickets.departmentId} = any(${departmentIds}::uuid[])`,
            isOnList(personId, ['watching', 'mentioned']),
          ),
        )
      : not(tickets.restricted)
  return sql`(${or(personally, unrestricted)})`
}

const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`

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

/** What a message needs to know before it is written without a lock; null for what the actor may not see. */
export async function lookAt(
  actor: Actor,
  ticketId: string,
  entryId: string,
): Promise<{ ticket: FoundTicket; isAnswered: boolean } | null> {
  const { role, personId, departmentIds } = actor
  const [found] = await LOOKS[role]().execute({ ticketId, entryId, personId, departmentIds: arrayOf(departmentIds) })
  if (!found) return null
  const { isAnswered, ...ticket } = found
  return { ticket: withLists(ticket), isAnswered }
}

const lookAs = (role: Role) =>
  prepared((db) =>
    db
      .select({
        ...FOUND,
        isAnswered: sql.raw(IS_ANSWERED).append(sql`${sql.placeholder('entryId')})`) as SQL<boolean>,
      })
      .from(tickets)
      .where(
        and(
          eq(tickets.id, sql.placeholder('ticketId')),
          visibleAs(role, sql.placeholder('personId'), sql.placeholder('departmentIds')),
        ),
      )
      .prepare(`look_as_${role}`),
  )
const IS_ANSWERED = 'exists (select 1 from entries where entries.ticket_id = tickets.id and entries.id = '
const LOOKS = Object.fromEntries(ROLES.map((role) => [role, lookAs(role)])) as Record<Role, ReturnType<typeof lookAs>>

/** For the clock, which is nobody and sees everything: some tickets that are due, locked, without those another process has. */
export async function lockDue(tx: Transaction, isDue: SQL, limit: number): Promise<FoundTicket[]> {
  const locked = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(isDue)
    .limit(limit)
    .for('no key update', { skipLocked: true })
  if (locked.length === 0) return []
  const ids = locked.map(({ id }) => id)
  return (await tx.select(FOUND).from(tickets).where(inArray(tickets.id, ids))).map(withLists)
}

type Selected = Omit<FoundTicket, keyof Lists> & { onLists: [WatchKind, string][] }

export function withLists({ onLists, ...found }: Selected): FoundTicket {
  const on = (kind: WatchKind) => onLists.filter(([why]) => why === kind).map(([, personId]) => personId)
  return { ...found, watcherIds: on('watching'), namedIds: on('named'), mentionedIds: on('mentioned') }
}
