/** By what people are known: the house's devices, and sessions. */
import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { DeviceKind } from '@/lib/devices/schema'
import { created, moment, oneOf } from './columns'
import { departments, people } from './people'

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

/** One row. Rises, in the same transaction, with any change of role, membership, account or session. */
export const accessVersion = pgTable(
  'access_version',
  {
    id: smallint().primaryKey().default(1),
    version: bigint({ mode: 'number' }).notNull(),
  },
  () => [check('access_version_one_row', sql.raw('id = 1'))],
)
