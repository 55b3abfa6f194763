/** Asks PostgreSQL twice a second whether anybody's access has changed. Redis tells of it sooner; this holds when it does not:
 *  frozen, away, or having lost the word. Promise: a revoked stream ends within a second on every process, for as long as
 *  PostgreSQL answers. */
import 'server-only'
import { readAccessVersion } from '@/lib/auth/access'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { log, wordsOf } from '@/lib/log'
import { repeat } from '@/lib/repeat'

const EVERY_MS = 500

interface House {
  readonly accessVersion: number
  onAccess(accessVersion: number): void
}

/** Answers how to stop. */
export const watchAccess = (house: House): (() => Promise<void>) =>
  repeat(EVERY_MS, () =>
    look(house).catch((error: unknown) => log.debug({ error: wordsOf(error) }, 'access version not known')),
  )

async function look(house: House): Promise<void> {
  const accessVersion = await withDeadline(readAccessVersion(), DATABASE_MS, 'access version')
  if (accessVersion > house.accessVersion) house.onAccess(accessVersion)
}
