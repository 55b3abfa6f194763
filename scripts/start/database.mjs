/** The configured database for a command that needs it for a moment: DATABASE_URL, or the embedded one, which is used
 *  where it runs and otherwise started and stopped again. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { migrateDatabase } from '../services/migrate.mjs'
import { ensureDatabase, startPostgres } from '../services/postgres.mjs'
import { isAlive } from '../services/processes.mjs'
import { secretsOf } from '../services/secrets.mjs'
import { lockFile, takeDataFolder } from './possession.mjs'
import { dataFolder, requireDataFolder } from './settings.mjs'

/**
 * @template T
 * @param {(url: string) => Promise<T>} work on a migrated database
 * @returns {Promise<T>}
 */
export async function withDatabase(work) {
  if (process.env.DATABASE_URL) return migrated(process.env.DATABASE_URL, work)
  const data = dataFolder()
  requireDataFolder(data)
  const running = runningPort(data)
  if (running) return migrated(urlOf(data, running), work)
  const possession = await takeDataFolder(data)
  const password = secretsOf(data).postgres
  try {
    const server = await startPostgres({ folder: path.join(data, 'postgres'), password, durable: true })
    possession.remember('postgres', server.pid, server.port)
    try {
      await ensureDatabase(server, password)
      return await migrated(server.url(), work)
    } finally {
      await server.stop()
    }
  } finally {
    possession.release()
  }
}

async function migrated(url, work) {
  await migrateDatabase(url)
  return work(url)
}

/** Of the PostgreSQL that a running Bellboard has on this data. */
function runningPort(data) {
  try {
    const holder = JSON.parse(readFileSync(lockFile(data), 'utf8'))
    return isAlive(holder) && isAlive(holder.notes?.postgres) ? holder.notes.postgres.port : undefined
  } catch {
    return undefined
  }
}

const urlOf = (data, port) => `postgres://bellboard:${secretsOf(data).postgres}@127.0.0.1:${port}/bellboard`
