/** Devices that are told of something while no page is open. */
import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { PushOutcome } from '@/lib/alerts/schema'
import { created, moment } from './columns'
import { people } from './people'
import { sessions } from './sign-in'
import { tickets } from './tickets'

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
