/** A redis-server: the system's, else brought by its package manager. */
import { Refusal } from '../say.mjs'
import { findRedis } from '../services/redis.mjs'
import { installFromSystem } from './system.mjs'

export async function bringRedis() {
  if (findRedis()) return
  await installFromSystem('Redis', { 'apt-get': 'redis-server', dnf: 'redis', apk: 'redis', brew: 'redis' })
  if (findRedis()) return
  throw new Refusal(
    'Bellboard needs redis-server: install it with your package manager (Debian, Ubuntu: sudo apt-get install redis-server; Fedora: sudo dnf install redis; macOS: brew install redis), or set REDIS_URL to one of your own.',
  )
}
