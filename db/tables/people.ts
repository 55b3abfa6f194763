/** Who works here, in which departments, and when. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Names } from '@/lib/names'
import type { Preferences, Role } from '@/lib/people/schema'
import { created, moment, oneOf } from './columns'

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
