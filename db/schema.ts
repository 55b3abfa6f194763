/** The tables: the record of everything. Redis can lose all it has and be refilled from here. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CatalogueField } from '@/lib/catalogue/schema'
import type { Entry, EntryKind } from '@/lib/chat/schema'
import type { Delivery } from '@/lib/live/events'
import type { Role } from '@/lib/people/schema'
import type { PlaceKind } from '@/lib/places/schema'
import type { Names } from '@/lib/schema'
import type { Settings } from '@/lib/settings/schema'
import type {
  CancelReason,
  FieldValues,
  HeldFrom,
  HoldReason,
  Priority,
  Status,
  Ticket,
  WatchKind,
} from '@/lib/tickets/schema'

const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
const created = () => moment().notNull().defaultNow()
const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`)

export const departments = pgTable('departments', {
  id: uuid().primaryKey(),
  code: text().notNull().unique(),
  names: jsonb().$type<Names>().notNull(),
  createdAt: created(),
  archivedAt: moment(),
})

export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey(),
    /** Lower case. */
    email: text().notNull().unique(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    locale: text().notNull().default('en'),
    /** argon2id, PHC string. */
    passwordHash: text().notNull(),
    active: boolean().notNull().default(true),
    /** Rises when an admin ends the person's sessions; a session made under an older one is over. */
    sessionVersion: integer().notNull().default(1),
    createdAt: created(),
  },
  () => [
    check('people_role', oneOf('role', ['attendant', 'dispatcher', 'manager', 'admin'])),
    check('people_email_lower', sql.raw('email = lower(email)')),
  ],
)

export const memberships = pgTable(
  'memberships',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    departmentId: uuid()
      .notNull()
      .references(() => departments.id),
  },
  (t) => [primaryKey({ columns: [t.personId, t.departmentId] }), index('memberships_department').on(t.departmentId)],
)

/** One row a sign-in. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    sessionVersion: integer().notNull(),
    /** What the person would recognise: "Chrome on Windows". */
    device: text().notNull(),
    createdAt: created(),
    expiresAt: moment().notNull(),
    endedAt: moment(),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

/** Sign-in tries in a window, by account, address or device. Kept here and not in Redis: losing Redis must not hand out
 *  new tries. */
export const signInTries = pgTable(
  'sign_in_tries',
  {
    key: text().primaryKey(),
    tries: integer().notNull(),
    resetsAt: moment().notNull(),
  },
  (t) => [index('sign_in_tries_resets').on(t.resetsAt), check('sign_in_tries_count', sql.raw('tries >= 0'))],
)

export const places = pgTable(
  'places',
  {
    id: uuid().primaryKey(),
    parentId: uuid(),
    kind: text().$type<PlaceKind>().notNull(),
    name: text().notNull(),
    createdAt: created(),
    archivedAt: moment(),
  },
  (t) => [
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id], name: 'places_parent' }),
    unique('places_name_in_parent').on(t.parentId, t.name).nullsNotDistinct(),
    check('places_kind', oneOf('kind', ['building', 'floor', 'room', 'area', 'equipment'])),
    check('places_not_own_parent', sql.raw('parent_id <> id')),
  ],
)

export const catalogueItems = pgTable(
  'catalogue_items',
  {
    id: uuid().primaryKey(),
    code: text().notNull().unique(),
    names: jsonb().$type<Names>().notNull(),
    keywords: jsonb().$type<string[]>().notNull().default([]),
    departmentId: uuid()
      .notNull()
      .references(() => departments.id),
    priority: text().$type<Priority>().notNull(),
    minutes: integer().notNull(),
    countable: boolean().notNull().default(false),
    fields: jsonb().$type<CatalogueField[]>().notNull().default([]),
    createdAt: created(),
    archivedAt: moment(),
  },
  () => [
    check('catalogue_items_priority', oneOf('priority', ['normal', 'high', 'urgent'])),
    check('catalogue_items_minutes', sql.raw('minutes between 1 and 44640')),
  ],
)

export const tickets = pgTable(
  'tickets',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().generatedAlwaysAsIdentity({ startWith: 1001 }).unique(),
    summary: text().notNull().default(''),
    placeId: uuid().references(() => places.id),
    catalogueItemId: uuid().references(() => catalogueItems.id),
    quantity: integer().notNull().default(1),
    fields: jsonb().$type<FieldValues>().notNull().default({}),
    departmentId: uuid()
      .notNull()
      .references(() => departments.id),
    priority: text().$type<Priority>().notNull(),
    status: text().$type<Status>().notNull(),
    holdReason: text().$type<HoldReason>(),
    holdUntil: moment(),
    heldFrom: text().$type<HeldFrom>(),
    heldAt: moment(),
    cancelReason: text().$type<CancelReason>(),
    duplicateOf: uuid(),
    restricted: boolean().notNull().default(false),
    openerId: uuid()
      .notNull()
      .references(() => people.id),
    assigneeId: uuid().references(() => people.id),
    dueAt: moment().notNull(),
    openedAt: moment().notNull(),
    acceptedAt: moment(),
    startedAt: moment(),
    doneAt: moment(),
    endedAt: moment(),
    version: integer().notNull().default(1),
    stateVersion: integer().notNull().default(1),
    stateChangedAt: moment().notNull(),
    stateChangedById: uuid().references(() => people.id),
    lastSeq: integer().notNull().default(0),
    messageCount: integer().notNull().default(0),
    /** When the journal last grew, by the server's clock: what the sweeper looks at. */
    lastEntryAt: moment().notNull().defaultNow(),
    lastMessage: jsonb().$type<Ticket['lastMessage']>(),
  },
  (t) => [
    foreignKey({ columns: [t.duplicateOf], foreignColumns: [t.id], name: 'tickets_duplicate_of' }),
    check(
      'tickets_status',
      oneOf('status', ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled']),
    ),
    check('tickets_priority', oneOf('priority', ['normal', 'high', 'urgent'])),
    check('tickets_quantity', sql.raw('quantity between 1 and 999')),
    check(
      'tickets_summary',
      sql.raw("char_length(summary) <= 200 and (summary <> '' or catalogue_item_id is not null)"),
    ),
    check(
      'tickets_hold',
      sql.raw(
        "(status = 'on_hold') = (hold_reason is not null) and (status = 'on_hold') = (held_from is not null) and (status = 'on_hold') = (held_at is not null)",
      ),
    ),
    check('tickets_new_is_unassigned', sql.raw("status <> 'new' or assignee_id is null")),
    check('tickets_work_is_assigned', sql.raw("status not in ('accepted', 'in_progress') or assignee_id is not null")),
    check('tickets_cancel', sql.raw("(status = 'cancelled') = (cancel_reason is not null)")),
    check('tickets_versions', sql.raw('state_version <= version and message_count <= last_seq')),
    // The board: everything not ended, by department.
    index('tickets_board').on(t.departmentId, t.dueAt).where(sql.raw("status not in ('closed', 'cancelled')")),
    index('tickets_assignee').on(t.assigneeId).where(sql.raw("status not in ('closed', 'cancelled')")),
    index('tickets_opener').on(t.openerId, t.openedAt),
    index('tickets_place').on(t.placeId, t.openedAt),
    index('tickets_department_opened').on(t.departmentId, t.openedAt),
    index('tickets_opened').on(t.openedAt, t.id),
    // The sweeper: what changed lately.
    index('tickets_last_entry').on(t.lastEntryAt),
    // The clock: holds that end, and what waits to be closed.
    index('tickets_hold_until').on(t.holdUntil).where(sql.raw("status = 'on_hold' and hold_until is not null")),
    index('tickets_done').on(t.doneAt).where(sql.raw("status = 'done'")),
  ],
)

/** The journal: every message and every change of every ticket, for ever. */
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
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.seq] }),
    uniqueIndex('entries_id').on(t.ticketId, t.id),
    check('entries_kind', oneOf('kind', ['message', 'event', 'redaction'])),
    check('entries_seq', sql.raw('seq >= 1 and n >= 0 and n <= seq')),
  ],
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

/** Append-only: who had read what, when, on which device. */
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
  (t) => [index('reads_ticket').on(t.ticketId, t.at)],
)

export const watchers = pgTable(
  'watchers',
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    kind: text().$type<WatchKind>().notNull(),
    since: created(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.personId, t.kind] }),
    index('watchers_person').on(t.personId),
    check('watchers_kind', oneOf('kind', ['watching', 'named', 'mentioned'])),
  ],
)

/** One row. */
export const settings = pgTable(
  'settings',
  {
    id: smallint().primaryKey().default(1),
    value: jsonb().$type<Settings>().notNull(),
  },
  () => [check('settings_one_row', sql.raw('id = 1'))],
)

/** One row. Rises, in the same transaction, with any change of role, membership, account or session. */
export const accessVersion = pgTable(
  'access_version',
  {
    id: smallint().primaryKey().default(1),
    version: bigint({ mode: 'number' }).notNull(),
  },
  () => [check('access_version_one_row', sql.raw('id = 1'))],
)
