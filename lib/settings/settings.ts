/** The door to the hotel's settings: one row. */
import 'server-only'
import { type Database, db } from '@/db/client'
import { settings as table } from '@/db/schema'
import type { Settings } from './schema'

/** What holds before anybody has set anything. */
const UNSET: Settings = {
  hotelName: 'Bellboard',
  timeZone: 'UTC',
  businessDayStart: '03:00',
  shifts: [],
  closeAfterHours: 24,
  demo: false,
}

export async function getSettings(database: Database = db()): Promise<Settings> {
  const [row] = await database.select({ value: table.value }).from(table)
  return { ...UNSET, ...row?.value }
}
