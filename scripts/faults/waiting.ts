/** Waiting for a state, and what PostgreSQL says now. */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/db/client'
import { accessVersion } from '@/db/schema'

export async function until(isSo: () => boolean | Promise<boolean>, what: string, withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await isSo()); await pause(10))
    if (Date.now() > end) throw new Error(`waited ${withinMs / 1_000} s for ${what}`)
}

export async function accessNow(): Promise<number> {
  const [row] = await db().select({ version: accessVersion.version }).from(accessVersion)
  return row?.version ?? 0
}
