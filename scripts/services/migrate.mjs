/** Brings a database to the committed migrations. */
import path from 'node:path'

const FOLDER = path.join(import.meta.dirname, '../../db/migrations')
// Any number, as long as it stays the same: two processes that start together must not migrate together.
const LOCK = 2_020_022_120

/**
 * Waits for whoever is migrating already; repeating it changes nothing.
 * @param {string} url
 */
export async function migrateDatabase(url) {
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { migrate } = await import('drizzle-orm/postgres-js/migrator')
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${LOCK})`
    await migrate(drizzle(sql), { migrationsFolder: FOLDER })
    await sql`select pg_advisory_unlock(${LOCK})`
  } finally {
    await sql.end({ timeout: 5 })
  }
}
