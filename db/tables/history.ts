/** What is made of tickets and their journal to be searched, counted and taken along. All but the exports, and the
 *  figures of what was dropped or erased, can be made anew. */
import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { ExportedWhat, ExportFilter, ExportFormat, ExportOutcome } from '@/lib/exports/vocabulary'
import { created, moment, oneOf } from './columns'
import { people } from './people'
import { tickets } from './tickets'

/** What is searched of each ticket: folded words (`lib/history/fold.ts`), and marks of what it is and who may see it. Made of
 *  the ticket and its journal up to `seq`, and made anew when that has grown, or whenever `seq` is below 0; can be thrown away
 *  whole. Its migration keeps what fits into a page in one piece: unpacking it costs more than looking through it. */
export const ticketTexts = pgTable(
  'ticket_texts',
  {
    ticketId: uuid()
      .primaryKey()
      .references(() => tickets.id),
    number: integer().notNull(),
    seq: integer().notNull(),
    /** A line of the ticket's own words, then one for each entry in `seqs`. */
    text: text().notNull(),
    /** The entries that its lines, from the second on, are of; and who wrote them. */
    seqs: integer().array().notNull(),
    authors: uuid().array().notNull(),
    marks: text().array().notNull(),
  },
  (t) => [
    index('ticket_texts_found').using('gin', t.text.op('gin_trgm_ops'), t.marks),
    index('ticket_texts_number').on(t.number),
    index('ticket_texts_emptied').on(t.ticketId).where(sql`seq < 0`),
    check('ticket_texts_lines', sql.raw('cardinality(seqs) = cardinality(authors)')),
  ],
)

/** One row: every ticket whose journal grew before this moment has its text, or one with a `seq` below 0. */
export const textsProgress = pgTable(
  'texts_progress',
  { id: smallint().primaryKey().default(1), until: moment().notNull() },
  () => [check('texts_progress_one_row', sql.raw('id = 1'))],
)

/** What each ticket comes to in figures: made of the ticket and its journal up to `seq` (`lib/reports/figures.ts`), and made anew
 *  when that has grown; but figures of what was dropped or erased since are nowhere else. Narrow, because a report reads a year
 *  of them. */
export const ticketFacts = pgTable(
  'ticket_facts',
  {
    ticketId: uuid()
      .primaryKey()
      .references(() => tickets.id),
    openedAt: moment().notNull(),
    departmentId: uuid().notNull(),
    placeId: uuid(),
    itemId: uuid(),
    personId: uuid(),
    number: integer().notNull(),
    seq: integer().notNull(),
    /** Seconds from its opening; null for what has not happened. */
    acceptS: integer(),
    answerS: integer(),
    doneS: integer(),
    /** Seconds on hold until it was done. */
    holdS: integer(),
    /** By the hotel's clock when it was opened: minutes since midnight, and 1 for Monday up to 7. */
    minute: smallint().notNull(),
    weekday: smallint().notNull(),
    reopens: smallint().notNull(),
    isHit: boolean(),
    hasEnded: boolean().notNull(),
    isCancelled: boolean().notNull(),
    /** Of `facts_progress` when it was made: what was made by other rules, or in another zone, is made anew. */
    making: smallint().notNull(),
  },
  (t) => [index('ticket_facts_opened').on(t.openedAt), index('ticket_facts_number').on(t.number)],
)

/** One row: every ticket whose journal grew before this moment has its figures, of this making. */
export const factsProgress = pgTable(
  'facts_progress',
  {
    id: smallint().primaryKey().default(1),
    until: moment().notNull(),
    making: smallint().notNull(),
    /** By which rules and in which time zone. */
    madeBy: text().notNull(),
  },
  () => [check('facts_progress_one_row', sql.raw('id = 1'))],
)

/** One row an export that somebody has asked for, for ever: who took what out of the house, and how far it came. */
export const exports = pgTable(
  'exports',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    /** The session it was asked in. */
    device: uuid().notNull(),
    what: text().$type<ExportedWhat>().notNull(),
    format: text().$type<ExportFormat>().notNull(),
    withMark: boolean().notNull(),
    filter: jsonb().$type<ExportFilter>().notNull(),
    timeZone: text().notNull(),
    /** How many rows there were to be when it was asked for, and how many have been written. */
    total: integer().notNull(),
    rows: integer().notNull().default(0),
    askedAt: created(),
    /** When its file was first asked for: only once. */
    startedAt: moment(),
    /** When it last grew. */
    movedAt: moment(),
    endedAt: moment(),
    outcome: text().$type<ExportOutcome>(),
  },
  (t) => [
    index('exports_asked').on(t.askedAt),
    index('exports_person').on(t.personId, t.askedAt),
    check('exports_what', oneOf('what', ['tickets', 'entries'])),
    check('exports_format', oneOf('format', ['csv', 'jsonl'])),
    check('exports_outcome', oneOf('outcome', ['finished', 'broken_off'])),
    check(
      'exports_ended',
      sql.raw('(ended_at is null) = (outcome is null) and (ended_at is null or started_at is not null)'),
    ),
  ],
)
