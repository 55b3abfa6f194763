/** What all systems stand on: one Redis with the product's settings, one PostgreSQL that writes before it answers. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { leash } from '../../scripts/services/leash.mjs'
import { ensureDatabase, startPostgres } from '../../scripts/services/postgres.mjs'
import { startRedis } from '../../scripts/services/redis.mjs'
import { prepareDatabase } from '../../scripts/start/hotel.mjs'
import { fillBellboard, fillPeers } from './world.mjs'

const PASSWORD = 'only-for-this-bench'

export async function openGround() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-bench-'))
  chmodSync(folder, 0o755)
  const letGo = leash(folder)
  const [postgres, redis] = await Promise.all([
    startPostgres({ folder: path.join(folder, 'postgres'), password: PASSWORD, durable: true }),
    startRedis({ folder: path.join(folder, 'redis'), password: PASSWORD }),
  ])
  const close = async () => {
    await Promise.all([postgres.stop(), redis.stop()])
    rmSync(folder, { recursive: true, force: true })
    letGo()
  }
  try {
    await ensureDatabase(postgres, PASSWORD)
    await prepareDatabase(postgres.url(), { demo: true, data: path.join(folder, 'data') })
    await fillBellboard(postgres.url())
    await ensureDatabase(postgres, PASSWORD, 'peers')
    await fillPeers(postgres.url('peers'))
  } catch (error) {
    await close()
    throw error
  }
  return { folder, redis, database: (name) => postgres.url(name), close }
}
