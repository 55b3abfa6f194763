/** What is held of a person, a page at a time, each by what the page before ended with; of tickets only what the asker may see. */
import 'server-only'
import { and, asc, eq, getTableColumns, gt, inArray, or, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { db } from '@/db/client'
import {
  absences,
  attachments,
  departments,
  duties,
  entries,
  exports,
  memberships,
  placeFlags,
  pushAlerts,
  pushSubscriptions,
  readPositions,
  reads,
  savedViews,
  sessions,
  ticketLinks,
  tickets,
  watchers,
} from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { canSeeWhatWasExported } from '@/lib/reports/policy'
import { shownOf } from '@/lib/tickets/dto'
import { visibleTo } from '@/lib/tickets/visible'

const PAGE = 500

/** By what a page ended; null before the first. */
export type Key = string | number | null

/** Few of each, and of no ticket. */
export async function* ownThings(personId: string): AsyncGenerator<[kind: string, rows: object[]], undefined> {
  const { id, device, deviceId, createdAt, expiresAt, endedAt } = getTableColumns(sessions)
  yield [
    'department',
    await db()
      .select({ code: departments.code })
      .from(memberships)
      .innerJoin(departments, eq(departments.id, memberships.departmentId))
      .where(eq(memberships.personId, personId)),
  ]
  yield [
    'session',
    await db()
      .select({ id, device, deviceId, createdAt, expiresAt, endedAt })
      .from(sessions)
      .where(eq(sessions.personId, personId))
      .orderBy(asc(sessions.createdAt)),
  ]
  yield [
    'pushSubscription',
    await db()
      // Where a push goes is told; what opens it is not.
      .select({
        service: sql<string>`split_part(${pushSubscriptions.endpoint}, '/', 3)`,
        at: pushSubscriptions.createdAt,
      })
      .from(pushSubscriptions)
      .where(eq(pushSubscriptions.personId, personId)),
  ]
  yield ['duty', await db().select().from(duties).where(eq(duties.personId, personId)).orderBy(asc(duties.startedAt))]
  yield [
    'absence',
    await db().select().from(absences).where(eq(absences.personId, personId)).orderBy(asc(absences.startedAt)),
  ]
  yield ['savedView', await db().select().from(savedViews).where(eq(savedViews.ownerId, personId))]
}

const after = (column: AnyPgColumn, key: Key) => (key === null ? undefined : gt(column, key))

/** Flags that they have put on places, or taken away. */
export const flagsOf = (personId: string, key: Key) => {
  const { kind: of, ...flag } = getTableColumns(placeFlags)
  return db()
    .select({ of, ...flag })
    .from(placeFlags)
    .where(and(or(eq(placeFlags.setById, personId), eq(placeFlags.endedById, personId)), after(placeFlags.id, key)))
    .orderBy(asc(placeFlags.id))
    .limit(PAGE)
}

/** What they took out of the house; and what they looked for and how much of it there was, for whom that tells of nothing that they
 *  may not see. */
export const exportsOf = async (actor: Actor, personId: string, key: Key) => {
  const { id, what, format, filter, total, rows, askedAt, endedAt, outcome, device } = getTableColumns(exports)
  const taken = await db()
    .select({ id, what, format, filter, total, rows, askedAt, endedAt, outcome, session: device })
    .from(exports)
    .where(and(eq(exports.personId, personId), after(exports.id, key)))
    .orderBy(asc(exports.id))
    .limit(PAGE)
  const hidden = canSeeWhatWasExported(actor, personId) ? {} : { filter: null, total: null, rows: null }
  return taken.map((one) => ({ ...one, ...hidden }))
}

/** What the ticket says of itself stands with who opened it, as it says it now; who was given it has what there was to do. */
export const ticketsOf = async (actor: Actor, personId: string, key: Key) => {
  const { id, number, summary, departmentId, status, openedAt, acceptedAt, doneAt, endedAt } = getTableColumns(tickets)
  const { placeId, catalogueItemId, quantity, guestName, guestInRoom, fields } = getTableColumns(tickets)
  const rows = await db()
    .select({
      ...{ id, number, summary, departmentId, status, openedAt, acceptedAt, doneAt, endedAt },
      said: { placeId, catalogueItemId, quantity, guestName, guestInRoom, fields },
      isOpener: sql<boolean>`${tickets.openerId} = ${personId}`,
      isAssignee: sql<boolean>`${tickets.assigneeId} is not distinct from ${personId}::uuid`,
    })
    .from(tickets)
    .where(
      and(
        or(eq(tickets.openerId, personId), eq(tickets.assigneeId, personId)),
        visibleTo(actor),
        after(tickets.id, key),
      ),
    )
    .orderBy(asc(tickets.id))
    .limit(PAGE)
  return rows.map(({ said, ...ticket }) => (ticket.isOpener ? { ...ticket, ...said } : ticket))
}

export const entriesOf = async (actor: Actor, personId: string, key: Key) => {
  const { id, ticketId, seq, kind: of, body, at, receivedAt, device } = getTableColumns(entries)
  const rows = await db()
    .select({ id, ticketId, number: tickets.number, seq, of, body, at, receivedAt, session: device })
    .from(entries)
    .innerJoin(tickets, eq(tickets.id, entries.ticketId))
    .where(and(eq(entries.authorId, personId), visibleTo(actor), after(entries.id, key)))
    .orderBy(asc(entries.id))
    .limit(PAGE)
  return rows.map((row) => ({ ...row, body: shownOf(row.body) }))
}

export const readsOf = (actor: Actor, personId: string, key: Key) =>
  db()
    .select({ id: reads.id, ticketId: reads.ticketId, seq: reads.seq, at: reads.at, session: reads.device })
    .from(reads)
    .innerJoin(tickets, eq(tickets.id, reads.ticketId))
    .where(and(eq(reads.personId, personId), visibleTo(actor), after(reads.id, key)))
    .orderBy(asc(reads.id))
    .limit(PAGE)

export const positionsOf = (actor: Actor, personId: string, key: Key) =>
  db()
    .select({ ticketId: readPositions.ticketId, seq: readPositions.seq, n: readPositions.n, at: readPositions.at })
    .from(readPositions)
    .innerJoin(tickets, eq(tickets.id, readPositions.ticketId))
    .where(and(eq(readPositions.personId, personId), visibleTo(actor), after(tickets.id, key)))
    .orderBy(asc(tickets.id))
    .limit(PAGE)

/** A ticket's lists are few: they stay together. */
export const watchingOf = (actor: Actor, personId: string, key: Key) =>
  db()
    .select({
      ticketId: tickets.id,
      as: sql<string[]>`array_agg(${watchers.kind} order by ${watchers.kind})`,
      since: sql<string>`min(${watchers.since})`,
    })
    .from(watchers)
    .innerJoin(tickets, eq(tickets.id, watchers.ticketId))
    .where(and(eq(watchers.personId, personId), visibleTo(actor), after(tickets.id, key)))
    .groupBy(tickets.id)
    .orderBy(asc(tickets.id))
    .limit(PAGE)

/** Their photos as they stand in threads: the pictures themselves are reached by the ticket. */
export const photosOf = (actor: Actor, personId: string, key: Key) => {
  const { id, ticketId, entryId, kind: of, phase, size, width, height, createdAt } = getTableColumns(attachments)
  return db()
    .select({ id, ticketId, entryId, of, phase, size, width, height, createdAt })
    .from(attachments)
    .innerJoin(tickets, eq(tickets.id, attachments.ticketId))
    .where(and(eq(attachments.personId, personId), visibleTo(actor), after(attachments.id, key)))
    .orderBy(asc(attachments.id))
    .limit(PAGE)
}

/** Links that they have made or ended, between tickets of which the asker may see both. */
export const linksOf = (actor: Actor, personId: string, key: Key) => {
  const seen = db().select({ id: tickets.id }).from(tickets).where(visibleTo(actor))
  const { kind: of, ...link } = getTableColumns(ticketLinks)
  return db()
    .select({ of, ...link })
    .from(ticketLinks)
    .where(
      and(
        or(eq(ticketLinks.madeById, personId), eq(ticketLinks.endedById, personId)),
        inArray(ticketLinks.ticketId, seen),
        inArray(ticketLinks.otherId, seen),
        after(ticketLinks.id, key),
      ),
    )
    .orderBy(asc(ticketLinks.id))
    .limit(PAGE)
}

/** What their devices were told of while no page was open, as long as that is kept: a day. */
export const alertsOf = (actor: Actor, personId: string, key: Key) => {
  const id = sql<string>`${pushAlerts.ticketId} || ' ' || ${pushAlerts.event} || ' ' || ${pushAlerts.sessionId}`
  return db()
    .select({
      id: id.as('alert'),
      ...{ ticketId: pushAlerts.ticketId, session: pushAlerts.sessionId, createdAt: pushAlerts.createdAt },
      ...{ settledAt: pushAlerts.settledAt, outcome: pushAlerts.outcome },
    })
    .from(pushAlerts)
    .innerJoin(sessions, eq(sessions.id, pushAlerts.sessionId))
    .innerJoin(tickets, eq(tickets.id, pushAlerts.ticketId))
    .where(and(eq(sessions.personId, personId), visibleTo(actor), key === null ? undefined : sql`${id} > ${key}`))
    .orderBy(asc(id))
    .limit(PAGE)
}
