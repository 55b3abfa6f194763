/** How the hotel is set up. */
import { sql } from 'drizzle-orm'
import { check, jsonb, pgTable, smallint } from 'drizzle-orm/pg-core'
import type { Settings } from '@/lib/settings/schema'

/** One row. */
export const settings = pgTable(
  'settings',
  {
    id: smallint().primaryKey().default(1),
    value: jsonb().$type<Settings>().notNull(),
  },
  () => [check('settings_one_row', sql.raw('id = 1'))],
)
