/** One row a ticket, as it is exported. */
import 'server-only'
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { db } from '@/db/client'
import { ticketFacts, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { visibleTo } from '@/lib/tickets/visible'
import type { Column } from './csv'
import type { NamesOf } from './names-of'
import type { ExportFormat } from './vocabulary'

/** As people read it in the hotel, or as machines do. */
export const momentAs = (moment: AnyPgColumn, format: ExportFormat, timeZone: string): SQL<string | null> =>
  format === 'csv'
    ? sql<string>`to_char(${moment} at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI:SS')`
    : sql<string>`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** Those of these tickets that the actor may see, the newest first. */
export function selectTicketRows(actor: Actor, ids: readonly string[], format: ExportFormat, timeZone: string) {
  const at = (moment: AnyPgColumn) => momentAs(moment, format, timeZone)
  const { number, status, priority, summary, quantity, guestName, restricted, messageCount } = tickets
  const { departmentId, placeId, catalogueItemId, openerId, assigneeId } = tickets
  const { acceptS, answerS, doneS, holdS, isHit, reopens } = ticketFacts
  return db()
    .select({
      ...{ number, status, priority, summary, quantity, guestName, restricted, messageCount },
      ...{ departmentId, placeId, itemId: catalogueItemId, openerId, assigneeId },
      ...{ acceptS, answerS, doneS, holdS, isHit, reopens },
      ...{ openedAt: at(tickets.openedAt), dueAt: at(tickets.dueAt), acceptedAt: at(tickets.acceptedAt) },
      ...{ startedAt: at(tickets.startedAt), doneAt: at(tickets.doneAt), endedAt: at(tickets.endedAt) },
    })
    .from(tickets)
    .leftJoin(ticketFacts, eq(ticketFacts.ticketId, tickets.id))
    .where(and(inArray(tickets.id, [...ids]), visibleTo(actor)))
    .orderBy(desc(number))
}
export type TicketLine = Awaited<ReturnType<typeof selectTicketRows>>[number]

export function ticketColumns(names: NamesOf, timeZone: string): Column<TicketLine>[] {
  const moment = (key: 'openedAt' | 'dueAt' | 'acceptedAt' | 'startedAt' | 'doneAt' | 'endedAt', name: string) => ({
    ...{ key, head: `${name} (${timeZone})` },
    of: (row: TicketLine) => row[key],
  })
  const plain = (key: keyof TicketLine, head?: string) => ({
    key,
    ...(head && { head }),
    of: (row: TicketLine) => row[key],
  })
  return [
    { key: 'ticket', of: ({ number }) => `T-${number}` },
    ...[plain('status'), plain('priority')],
    { key: 'department', of: ({ departmentId }) => names.department(departmentId) },
    { key: 'place', of: ({ placeId }) => names.place(placeId) },
    { key: 'floor', of: ({ placeId }) => names.floor(placeId) },
    { key: 'item', of: ({ itemId }) => names.item(itemId) },
    ...[plain('quantity'), plain('summary'), plain('guestName', 'guest')],
    { key: 'opener', of: ({ openerId }) => names.person(openerId) },
    { key: 'assignee', of: ({ assigneeId }) => names.person(assigneeId) },
    plain('restricted'),
    ...[moment('openedAt', 'opened'), moment('dueAt', 'due'), moment('acceptedAt', 'accepted')],
    ...[moment('startedAt', 'started'), moment('doneAt', 'done'), moment('endedAt', 'closed')],
    ...[plain('acceptS', 'seconds to accept'), plain('answerS', 'seconds to first answer')],
    ...[plain('doneS', 'seconds to done'), plain('holdS', 'seconds on hold')],
    ...[plain('isHit', 'done in time'), plain('reopens', 'times reopened'), plain('messageCount', 'messages')],
  ]
}
