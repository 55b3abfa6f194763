/** The door to the hotel's settings: one row. */
import 'server-only'
import { db } from '@/db/client'
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

export async function getSettings(): Promise<Settings> {
  const [row] = await db().select({ value: table.value }).from(table)
  return { ...UNSET, ...row?.value }
}
