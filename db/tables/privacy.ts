/** What is held, how long things are kept, and what has been erased. */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { DryRun, ErasureKind, RetentionRule } from '@/lib/privacy/schema'
import { created, moment, oneOf } from './columns'
import { people } from './people'
import { tickets } from './tickets'

/** Tickets of which nothing may be dropped or erased, while `ended_at` is null. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    id: uuid().primaryKey(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    reason: text().notNull().default(''),
    setById: uuid()
      .notNull()
      .references(() => people.id),
    setAt: created(),
    endedAt: moment(),
    endedById: uuid().references(() => people.id),
  },
  (t) => [
    uniqueIndex('legal_holds_one_at_a_time').on(t.ticketId).where(sql.raw('ended_at is null')),
    check('legal_holds_ended', sql.raw('(ended_at is null) = (ended_by_id is null)')),
  ],
)

/** What has been erased, by ids alone and without a word of it: a restored backup is brought up to this list again, from the
 *  copy of it in the data folder (`lib/privacy/erasures.ts`). Refers to nothing: what it names may be gone. */
export const erasures = pgTable(
  'erasures',
  {
    id: uuid().primaryKey(),
    kind: text().$type<ErasureKind>().notNull(),
    ticketId: uuid(),
    entryId: uuid(),
    personId: uuid(),
    /** Of a person: whether what they wrote went as well. */
    withTexts: boolean().notNull().default(false),
    /** Null when the clock did it. */
    byId: uuid(),
    at: created(),
    /** Of a person: when nothing of what they wrote was left to take away. */
    doneAt: moment(),
  },
  (t) => [
    index('erasures_ticket').on(t.ticketId, t.at),
    index('erasures_at').on(t.at),
    check('erasures_kind', oneOf('kind', ['redacted', 'stripped', 'erased', 'person'])),
    check(
      'erasures_of',
      sql.raw("(kind = 'person') = (person_id is not null) and (kind = 'person') = (ticket_id is null)"),
    ),
    check('erasures_entry', sql.raw("(kind = 'redacted') = (entry_id is not null)")),
  ],
)

/** One row a ticket of which words have gone: when last, and when Redis had forgotten its thread since. What a device kept of it is
 *  forgotten when it next asks. */
export const wipings = pgTable(
  'wipings',
  {
    ticketId: uuid()
      .primaryKey()
      .references(() => tickets.id),
    at: moment().notNull(),
    forgottenAt: moment(),
  },
  (t) => [index('wipings_at').on(t.at), index('wipings_left').on(t.at).where(sql.raw('forgotten_at is null'))],
)

/** How long things are kept, in one row: by whom it was set, what a dry run of it found, and who confirmed that. Nothing is done
 *  while `confirmed_version` is not `version`. */
export const retention = pgTable(
  'retention',
  {
    id: smallint().primaryKey().default(1),
    rules: jsonb().$type<RetentionRule[]>().notNull().default([]),
    version: integer().notNull().default(0),
    dryRun: jsonb().$type<DryRun>(),
    confirmedVersion: integer(),
    confirmedById: uuid().references(() => people.id),
    confirmedAt: moment(),
  },
  () => [check('retention_one_row', sql.raw('id = 1'))],
)
