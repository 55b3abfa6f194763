/** A PostgreSQL of its own, which writes to the disk before it answers, filled with years of tickets. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrateDatabase } from '../../scripts/services/migrate.mjs'
import { ensureDatabase, startPostgres } from '../../scripts/services/postgres.mjs'
import { runTypeScript } from '../../scripts/start/hotel.mjs'

interface Size {
  tickets: string
  messages: string
  seed: string
  years?: string
}

/** That of `database` (an address) as it is, or one that is filled first; this process works in it afterwards, without Redis. */
export async function enterFilled({ database, ...size }: Size & { database?: string }) {
  const house = database === undefined ? await openFilled(size) : { url: database, close: async () => {} }
  Object.assign(process.env, {
    DATABASE_URL: house.url,
    REDIS_URL: 'redis://127.0.0.1:1',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'http://127.0.0.1',
    LOG_LEVEL: 'warn',
  })
  return house
}

async function openFilled({ tickets, messages, seed, years = '4' }: Size) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-history-'))
  const password = 'only-for-this-bench'
  const server = await startPostgres({ folder: path.join(folder, 'postgres'), password, durable: true })
  const close = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await ensureDatabase(server, password)
    await migrateDatabase(server.url())
    const args = ['--tickets', tickets, '--messages', messages, '--seed', seed, '--years', years]
    const env = { DATABASE_URL: server.url(), BELLBOARD_DATA: folder }
    await runTypeScript('scripts/seed-scale.ts', args, env, 'The tickets could not be loaded', { show: true })
    return { url: server.url(), close }
  } catch (error) {
    await close()
    throw error
  }
}
