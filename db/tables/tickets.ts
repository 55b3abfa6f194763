/** Tickets, whom they concern, and how they are looked at. */
import { sql } from 'drizzle-orm'
import {
  boolean,
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
import { bytes, created, moment, oneOf } from './columns'
import { departments, people } from './people'
import { catalogueItems, places } from './places'

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
    /** Neither written nor shown any more: a link says it, to whoever may see both (`lib/tickets/work.ts`). */
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
    /** Its newest entry's; null before the first, and until its older entries have theirs. */
    digest: bytes(),
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
    // Few, and in the end none: what was written before there were digests.
    index('tickets_unsealed').on(t.id).where(sql.raw('digest is null and last_seq > 0')),
    // The clock: holds that end, and what waits to be closed.
    index('tickets_hold_until').on(t.holdUntil).where(sql.raw("status = 'on_hold' and hold_until is not null")),
    index('tickets_done').on(t.doneAt).where(sql.raw("status = 'done'")),
    // The board: whoever is owed a call stays on it.
    index('tickets_call_back').on(t.openedAt).where(sql.raw("call_back = 'owed'")),
    // Reports: the few that not everybody at the desk may see.
    index('tickets_restricted').on(t.id).where(sql.raw('restricted')),
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
