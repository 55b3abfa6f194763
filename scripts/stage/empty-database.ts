/** A database that is migrated and holds no hotel, beside the file's own. */
import { randomBytes } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { inject } from 'vitest'
import * as schema from '@/db/schema'
import { migrateDatabase } from '../services/migrate.mjs'

export async function emptyDatabase() {
  const stage = inject('stage')
  const name = `empty_${randomBytes(8).toString('hex')}`
  const admin = postgres(`${stage.admin}postgres`, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} owner bellboard`)
  await admin.end()
  const url = `${stage.postgres}${name}`
  await migrateDatabase(url)
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  return { url, db: drizzle(sql, { schema, casing: 'snake_case' }), close: () => sql.end() }
}
