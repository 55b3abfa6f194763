/** The tables: the record of everything. Redis can lose all it has and be refilled from here. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
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
import type { PushOutcome } from '@/lib/alerts/schema'
import type { CatalogueField } from '@/lib/catalogue/schema'
import type { Entry, EntryKind } from '@/lib/chat/schema'
import type { DeviceKind } from '@/lib/devices/schema'
import type { Delivery } from '@/lib/live/events'
import type { Names } from '@/lib/names'
import type { Preferences, Role } from '@/lib/people/schema'
import type { AttachmentKind, AttachmentStatus, Phase } from '@/lib/photos/schema'
import type { FlagKind, PlaceKind } from '@/lib/places/schema'
import type { Settings } from '@/lib/settings/schema'
import type {
  CallBack,
  CancelReason,
  FieldValues,
  HeldFrom,
  HoldReason,
  LinkKind,
  Priority,
  Status,
  Ticket,
  WatchKind,
} from '@/lib/tickets/schema'
import type { Filter, SharedWith } from '@/lib/views/schema'

const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })
const created = () => moment().notNull().defaultNow()
const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`)

export const departments = pgTable('departments', {
  id: uuid().primaryKey(),
  code: text().notNull().unique(),
  names: jsonb().$type<Names>().notNull(),
  /** How loud its alerts are, of what a person has chosen: 1 is all of it. */
  loudness: doublePrecision().notNull().default(1),
  createdAt: created(),
  archivedAt: moment(),
})

export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey(),
    /** Lower case. Null for who signs in by PIN on the house's own devices only. */
    email: text().unique(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    locale: text().notNull().default('en'),
    /** argon2id, PHC string. */
    passwordHash: text(),
    /** The same of the PIN, which counts on enrolled devices only. */
    pinHash: text(),
    /** An admin has set the PIN: its owner chooses another before anything else. */
    pinIsTemporary: boolean().notNull().default(false),
    /** What they have chosen; whatever they have not is as `PREFERENCES_UNSET` says. */
    preferences: jsonb().$type<Partial<Omit<Preferences, 'locale'>>>().notNull().default({}),
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

/** Browsers that belong to the house: a shared tablet, a desk. Whoever has a PIN may sign in by it there. */
export const devices = pgTable(
  'devices',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    kind: text().$type<DeviceKind>().notNull(),
    departmentId: uuid().references(() => departments.id),
    /** Idle minutes until it locks. */
    lockMinutes: smallint().notNull(),
    /** SHA-256 of the random secret in its cookie; null until the code was typed there. */
    secretHash: text(),
    /** SHA-256 of the code to be typed on it, until it was, or its time is over. */
    codeHash: text().unique(),
    codeExpiresAt: moment(),
    enrolledBy: uuid()
      .notNull()
      .references(() => people.id),
    enrolledAt: moment(),
    endedAt: moment(),
    lastSeenAt: moment(),
    createdAt: created(),
  },
  () => [
    check('devices_kind', oneOf('kind', ['tablet', 'desk'])),
    check('devices_lock', sql.raw('lock_minutes between 1 and 240')),
    check('devices_enrolled', sql.raw('(secret_hash is null) = (enrolled_at is null)')),
    check('devices_code', sql.raw('(code_hash is null) = (code_expires_at is null)')),
  ],
)

/** What a person's things are sealed with on a device: handed to a browser only in a session of theirs that began there. */
export const deviceKeys = pgTable(
  'device_keys',
  {
    deviceId: uuid()
      .notNull()
      .references(() => devices.id),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** 32 random bytes, base64url. */
    key: text().notNull(),
    createdAt: created(),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.personId] })],
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
    /** The enrolled device it began on; entries name their session, and so lead here. */
    deviceId: uuid().references(() => devices.id),
    createdAt: created(),
    expiresAt: moment().notNull(),
    endedAt: moment(),
  },
  (t) => [
    index('sessions_person').on(t.personId),
    index('sessions_device').on(t.deviceId).where(sql.raw('device_id is not null')),
  ],
)

/** Where a session's device is reached while no page of it is open. What a session is sent ends with it. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    sessionId: uuid()
      .primaryKey()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Whoever knows it can send there: never logged. */
    endpoint: text().notNull().unique(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    createdAt: created(),
    /** When something was sent last, so that many events are one push. */
    sentAt: moment(),
  },
  (t) => [index('push_subscriptions_person').on(t.personId)],
)

/** One row for each event that a device is to be told of: made once, sent once, whichever process does it. */
export const pushAlerts = pgTable(
  'push_alerts',
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id, { onDelete: 'cascade' }),
    /** The ticket's `state_version`: which change of state calls. */
    event: integer().notNull(),
    sessionId: uuid()
      .notNull()
      .references(() => pushSubscriptions.sessionId, { onDelete: 'cascade' }),
    createdAt: created(),
    /** When it is tried next. Whoever tries it has it until then: if they die, another does. */
    dueAt: created(),
    tries: smallint().notNull().default(0),
    /** Sent, or no longer worth it. */
    settledAt: moment(),
    outcome: text().$type<PushOutcome>(),
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.event, t.sessionId] }),
    index('push_alerts_due').on(t.sessionId, t.dueAt).where(sql.raw('settled_at is null')),
    index('push_alerts_created').on(t.createdAt),
    check('push_alerts_settled', sql.raw('(settled_at is null) = (outcome is null)')),
  ],
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

/** One row a shift somebody has begun; the one without an end is the one they are on, until `ends_at` passes. */
export const duties = pgTable(
  'duties',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    startedAt: moment().notNull(),
    endsAt: moment().notNull(),
    endedAt: moment(),
    /** Null when it ran out. */
    endedById: uuid().references(() => people.id),
  },
  (t) => [
    uniqueIndex('duties_one_at_a_time').on(t.personId).where(sql.raw('ended_at is null')),
    index('duties_person').on(t.personId, t.startedAt),
    check('duties_length', sql.raw("ends_at > started_at and ends_at <= started_at + interval '14 hours'")),
    check('duties_end', sql.raw('ended_at between started_at and ends_at')),
    check('duties_ender', sql.raw('ended_by_id is null or ended_at is not null')),
  ],
)

/** One row a time that somebody is off; the one without an end holds, until `until` passes. */
export const absences = pgTable(
  'absences',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    setById: uuid()
      .notNull()
      .references(() => people.id),
    startedAt: moment().notNull(),
    until: moment().notNull(),
    endedAt: moment(),
    /** Null when it ran out. */
    endedById: uuid().references(() => people.id),
  },
  (t) => [
    uniqueIndex('absences_one_at_a_time').on(t.personId).where(sql.raw('ended_at is null')),
    index('absences_person').on(t.personId, t.startedAt),
    check('absences_length', sql.raw('until > started_at')),
    check('absences_end', sql.raw('ended_at between started_at and until')),
    check('absences_ender', sql.raw('ended_by_id is null or ended_at is not null')),
  ],
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

/** One row a flag that somebody has put on a place; it holds until `until` or `ended_at`. */
export const placeFlags = pgTable(
  'place_flags',
  {
    id: uuid().primaryKey(),
    placeId: uuid()
      .notNull()
      .references(() => places.id),
    kind: text().$type<FlagKind>().notNull(),
    note: text().notNull().default(''),
    until: moment().notNull(),
    setById: uuid()
      .notNull()
      .references(() => people.id),
    setAt: moment().notNull(),
    endedAt: moment(),
    endedById: uuid().references(() => people.id),
  },
  (t) => [
    index('place_flags_place').on(t.placeId).where(sql.raw('ended_at is null')),
    check('place_flags_kind', oneOf('kind', ['vip', 'do_not_disturb', 'out_of_order', 'note'])),
    check('place_flags_note', sql.raw("char_length(note) <= 200 and (kind <> 'note' or note <> '')")),
    check('place_flags_length', sql.raw('until > set_at')),
    check('place_flags_ended', sql.raw('(ended_at is null) = (ended_by_id is null)')),
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
    /** Whom it is for; empty when nobody said. Personal: shown to whoever may see the ticket, and to nobody else. */
    guestName: text().notNull().default(''),
    guestInRoom: boolean().notNull().default(false),
    callBack: text().$type<CallBack>(),
    restricted: boolean().notNull().default(false),
    mentionedDepartmentIds: uuid().array().notNull().default([]),
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
    check('tickets_guest_name', sql.raw('char_length(guest_name) <= 80')),
    check('tickets_call_back', oneOf('call_back', ['owed', 'content', 'not_content', 'not_reached'])),
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
    // The board: whoever is owed a call stays on it.
    index('tickets_call_back').on(t.openedAt).where(sql.raw("call_back = 'owed'")),
  ],
)

/** One row a link that somebody has made between two tickets; it holds until `ended_at`. In no journal: whoever may see one of
 *  the two may not learn that the other exists. */
export const ticketLinks = pgTable(
  'ticket_links',
  {
    id: uuid().primaryKey(),
    /** The one that is a duplicate of, follows, or is the same as the other. */
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    otherId: uuid()
      .notNull()
      .references(() => tickets.id),
    kind: text().$type<LinkKind>().notNull(),
    madeById: uuid()
      .notNull()
      .references(() => people.id),
    madeAt: moment().notNull(),
    endedAt: moment(),
    endedById: uuid().references(() => people.id),
  },
  (t) => [
    // One at a time for two tickets, whichever of them was named first.
    uniqueIndex('ticket_links_pair')
      .on(sql`least(${t.ticketId}, ${t.otherId})`, sql`greatest(${t.ticketId}, ${t.otherId})`)
      .where(sql.raw('ended_at is null')),
    index('ticket_links_ticket').on(t.ticketId).where(sql.raw('ended_at is null')),
    index('ticket_links_other').on(t.otherId).where(sql.raw('ended_at is null')),
    check('ticket_links_kind', oneOf('kind', ['same', 'duplicate', 'follows'])),
    check('ticket_links_two', sql.raw('ticket_id <> other_id')),
    check('ticket_links_ended', sql.raw('(ended_at is null) = (ended_by_id is null)')),
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
    // Few: what is shown of a thread leaves out what they are about.
    index('entries_redactions').on(t.ticketId).where(sql.raw("kind = 'redaction'")),
    check('entries_kind', oneOf('kind', ['message', 'event', 'redaction'])),
    check('entries_seq', sql.raw('seq >= 1 and n >= 0 and n <= seq')),
  ],
)

/** What is searched of each ticket: folded words (`lib/history/fold.ts`), and marks of what it is and who may see it. Made of
 *  the ticket and its journal up to `seq`, and made anew when that has grown; can be thrown away whole. Its migration keeps
 *  what fits into a page in one piece: unpacking it costs more than looking through it. */
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
    check('ticket_texts_lines', sql.raw('cardinality(seqs) = cardinality(authors)')),
  ],
)

/** One row: every ticket whose journal grew before this moment has its text. */
export const textsProgress = pgTable(
  'texts_progress',
  { id: smallint().primaryKey().default(1), until: moment().notNull() },
  () => [check('texts_progress_one_row', sql.raw('id = 1'))],
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

/** Views of the board that people keep, for themselves or shared. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey(),
    ownerId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    filter: jsonb().$type<Filter>().notNull(),
    sharedWith: text().$type<SharedWith>().notNull().default('nobody'),
    /** The department it is shared with. */
    departmentId: uuid().references(() => departments.id),
    createdAt: created(),
  },
  (t) => [
    index('saved_views_owner').on(t.ownerId),
    check('saved_views_shared_with', oneOf('shared_with', ['nobody', 'department', 'hotel'])),
    check('saved_views_department', sql.raw("(shared_with = 'department') = (department_id is not null)")),
    check('saved_views_name', sql.raw('char_length(name) between 1 and 40')),
  ],
)

export const quickReplies = pgTable(
  'quick_replies',
  {
    id: uuid().primaryKey(),
    /** Null for every department's. */
    departmentId: uuid().references(() => departments.id),
    shortcut: text().notNull(),
    texts: jsonb().$type<Names>().notNull(),
    version: integer().notNull().default(1),
    createdAt: created(),
    archivedAt: moment(),
  },
  (t) => [
    uniqueIndex('quick_replies_shortcut')
      .on(sql`coalesce(${t.departmentId}, '00000000-0000-0000-0000-000000000000'::uuid)`, t.shortcut)
      .where(sql`archived_at is null`),
  ],
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
