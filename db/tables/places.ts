/** Where things happen, and what there is to be done. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CatalogueField } from '@/lib/catalogue/schema'
import type { Names } from '@/lib/names'
import type { FlagKind, PlaceKind } from '@/lib/places/schema'
import type { Priority } from '@/lib/tickets/schema'
import { created, moment, oneOf } from './columns'
import { departments, people } from './people'

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
