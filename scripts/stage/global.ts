/** Once a test run: a real PostgreSQL and a real Redis of its own, and a template database with the demo hotel's people,
 *  places and catalogue, which every test file gets a copy of. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { leash } from '../services/leash.mjs'
import { migrateDatabase } from '../services/migrate.mjs'
import { ensureDatabase, startPostgres } from '../services/postgres.mjs'
import { startRedis } from '../services/redis.mjs'
import { openPorter } from './porter'

const TEMPLATE = 'template'
const REDIS_DATABASES = 1024
const PASSWORD = 'only-for-tests'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection addresses without a database, and a folder that goes with them. */
    stage: { postgres: string; admin: string; redis: string; porter: number; folder: string }
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-test-'))
  chmodSync(folder, 0o755)
  const letGo = leash(folder)
  const [postgres, redis] = await Promise.all([
    startPostgres({ folder: path.join(folder, 'postgres'), password: PASSWORD, durable: false }),
    startRedis({
      folder: path.join(folder, 'redis'),
      password: PASSWORD,
      settings: { databases: REDIS_DATABASES, save: '' },
    }),
  ])
  let porter: Awaited<ReturnType<typeof openPorter>> | undefined
  const stop = async () => {
    await porter?.close()
    await Promise.all([postgres.stop(), redis.stop()])
    rmSync(folder, { recursive: true, force: true })
    letGo()
  }
  try {
    await ensureDatabase(postgres, PASSWORD, TEMPLATE)
    await migrateDatabase(postgres.url(TEMPLATE))
    await seedTemplate(postgres.url(TEMPLATE))
    porter = await openPorter(postgres.adminUrl('postgres'), TEMPLATE)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('stage', {
    postgres: postgres.url(''),
    admin: postgres.adminUrl(''),
    redis: redis.url,
    porter: porter.port,
    folder,
  })
  return stop
}

/** A database somebody is connected to cannot be copied, so the pool is closed. */
async function seedTemplate(url: string) {
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { default: postgres } = await import('postgres')
  const schema = await import('@/db/schema')
  const { seedHotel } = await import('@/db/seed')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await seedHotel(drizzle(sql, { schema, casing: 'snake_case' }))
  } finally {
    await sql.end()
  }
}
