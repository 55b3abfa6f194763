/** What was said, done, shown and read: every thread, until its month is dropped or its words are erased. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Entry, EntryKind } from '@/lib/chat/schema'
import type { Delivery } from '@/lib/live/events'
import type { AttachmentKind, AttachmentStatus, Phase } from '@/lib/photos/schema'
import { bytes, created, moment, oneOf } from './columns'
import { people } from './people'
import { tickets } from './tickets'

/** The journal: every message and every change of every ticket. A month of it may be dropped as a whole, once it has been exported. */
export const entries = pgTable(
  'entries',
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    seq: integer().notNull(),
    id: uuid().notNull(),
    kind: text().$type<EntryKind>().notNull(),
    authorId: uuid().references(() => people.id),
    /** The session it came from; null when the clock did it. */
    device: uuid(),
    n: integer().notNull(),
    body: jsonb().$type<Entry['body']>().notNull(),
    /** When it happened on the device, clamped between the previous change and receipt. */
    at: moment().notNull(),
    receivedAt: created(),
    /** The request's content, so that the same id with other content is noticed. */
    fingerprint: text().notNull(),
    delivery: jsonb().$type<Delivery>().notNull(),
    /** Random; wiped together with the fingerprint and what is personal in the body. See `lib/journal/digest.ts`. */
    bodySalt: bytes(),
    bodyHash: bytes(),
    /** Random; wiped together with what is personal in the delivery. */
    deliverySalt: bytes(),
    deliveryHash: bytes(),
    /** Over the entry and the digest before it; null in what was written before there were any, until it is sealed. */
    digest: bytes(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.seq] }),
    uniqueIndex('entries_id').on(t.ticketId, t.id),
    // All that somebody wrote, for what is held of them and for taking it away.
    index('entries_author').on(t.authorId, t.id),
    // Few: what is shown of a thread leaves out what they are about.
    index('entries_redactions').on(t.ticketId).where(sql.raw("kind = 'redaction'")),
    check('entries_kind', oneOf('kind', ['message', 'event', 'redaction'])),
    check('entries_seq', sql.raw('seq >= 1 and n >= 0 and n <= seq')),
  ],
)

/** Where a ticket's journal begins, when its oldest months have been exported and dropped: its first entry is `seq`, and
 *  follows `digest`. A ticket without a row begins at 1. */
export const journalStarts = pgTable('journal_starts', {
  ticketId: uuid()
    .primaryKey()
    .references(() => tickets.id),
  seq: integer().notNull(),
  digest: bytes().notNull(),
})

/** One row a month of the journal that was exported whole: only that may be dropped, and only as it was exported. */
export const journalExports = pgTable(
  'journal_exports',
  {
    /** YYYY-MM, of `received_at` in UTC. */
    month: text().primaryKey(),
    entries: integer().notNull(),
    /** SHA-256 over the digests of its entries, in the order of the file. */
    digest: bytes().notNull(),
    exportedAt: created(),
    droppedAt: moment(),
  },
  () => [check('journal_exports_month', sql.raw("month ~ '^[0-9]{4}-[0-9]{2}$'"))],
)

/** The one home of "read up to": monotone. */
export const readPositions = pgTable(
  'read_positions',
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    seq: integer().notNull(),
    n: integer().notNull(),
    at: created(),
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.personId] }), index('read_positions_person').on(t.personId)],
)

/** Append-only until a ticket or a person is erased: who had read what, when, on which device. */
export const reads = pgTable(
  'reads',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    device: uuid(),
    seq: integer().notNull(),
    at: created(),
  },
  (t) => [index('reads_ticket').on(t.ticketId, t.at), index('reads_person').on(t.personId, t.id)],
)

/** What people add to a thread beside words. A row without an entry is on its way, and cleared away after a day. */
export const attachments = pgTable(
  'attachments',
  {
    /** Made by the device that sends it. */
    id: uuid().primaryKey(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    /** The message that carries it. */
    entryId: uuid(),
    kind: text().$type<AttachmentKind>().notNull().default('photo'),
    status: text().$type<AttachmentStatus>().notNull().default('uploading'),
    /** Bytes that the device sends, and of these what is here. */
    size: integer().notNull(),
    received: integer().notNull().default(0),
    /** SHA-256 of what the device sends; until all of it is here, as the device says. */
    digest: text(),
    /** As it is shown. */
    width: integer(),
    height: integer(),
    storageKey: text().notNull(),
    phase: text().$type<Phase>(),
    createdAt: created(),
  },
  (t) => [
    // An entry's id is one of its ticket's.
    foreignKey({
      columns: [t.ticketId, t.entryId],
      foreignColumns: [entries.ticketId, entries.id],
      name: 'attachments_entry',
    }),
    check('attachments_kind', oneOf('kind', ['photo'])),
    check('attachments_status', oneOf('status', ['uploading', 'ready', 'abandoned'])),
    check('attachments_phase', oneOf('phase', ['before', 'after'])),
    check('attachments_received', sql.raw('size >= 1 and received between 0 and size')),
    check('attachments_ready', sql.raw("status <> 'ready' or (digest is not null and width >= 1 and height >= 1)")),
    check('attachments_carried', sql.raw("entry_id is null or status = 'ready'")),
    index('attachments_entry').on(t.ticketId, t.entryId),
    // The clock: what never came into a message.
    index('attachments_waiting').on(t.createdAt).where(sql.raw('entry_id is null')),
  ],
)
