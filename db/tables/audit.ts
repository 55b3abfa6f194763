/** What those did who may. */
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { created } from './columns'
import { people } from './people'

/** What admins and managers did that stands in no ticket's thread, how others sign in among it, and who took a ticket's story as a
 *  file. Append-only, but for what the clock does, which adds to its newest line for an hour; and without a word that was erased. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: uuid().primaryKey(),
    at: created(),
    actorId: uuid().references(() => people.id),
    action: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('audit_log_at').on(t.at)],
)
