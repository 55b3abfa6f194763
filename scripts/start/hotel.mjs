/** The database made ready for the app: migrated, and filled with the demo hotel when it is empty and ours. */
import { run } from '../run.mjs'
import { Refusal, step } from '../say.mjs'
import { migrateDatabase } from '../services/migrate.mjs'
import { dataFolder, ROOT } from './settings.mjs'

/** @typedef {{ empty: boolean, demo: boolean, name: string }} Hotel */

/**
 * @param {string} url
 * @param {{ demo: boolean, data?: string }} options whether an empty database gets the demo hotel; where its photos lie
 * @returns {Promise<Hotel>}
 */
export async function prepareDatabase(url, { demo, data }) {
  await step('Migrating the database', () => migrateDatabase(url)).catch((error) => {
    throw unreachable(url, error)
  })
  const found = await hotelOf(url)
  if (!found.empty || !demo) return found
  await seedDemo(url, data)
  return hotelOf(url)
}

/** Refuses a database that already holds a hotel. @param {string} url @param {string} [data] the data folder */
export const seedDemo = (url, data = dataFolder()) =>
  step('Loading the demo hotel', () =>
    runTypeScript(
      'scripts/seed.ts',
      [],
      { DATABASE_URL: url, BELLBOARD_DATA: data },
      'The demo hotel could not be loaded',
    ),
  )

/** A script of the app's own language, beside its server modules. */
export const runTypeScript = (file, args, env, failure, options = {}) =>
  run(process.execPath, ['--conditions=react-server', '--import', 'tsx', file, ...args], {
    cwd: ROOT,
    env: { NODE_ENV: 'production', ...env },
    failure,
    ...options,
  })

/** @param {string} url @returns {Promise<Hotel>} */
export async function hotelOf(url) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`
      select (select value from settings) as settings,
        not exists (select from settings) and not exists (select from people) and not exists (select from departments) as empty`
    return { empty: row?.empty === true, demo: row?.settings?.demo === true, name: row?.settings?.hotelName ?? '' }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** It answered, and said no. */
const REFUSED = new Set(['28P01', '28000', '3D000'])
const CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'EAI_AGAIN',
  'CONNECTION_CLOSED',
  ...REFUSED,
])

/** Without the password that the address holds. */
function unreachable(url, error) {
  const code = error.code ?? error.cause?.code
  if (!CONNECTION.has(code)) return error
  const { hostname, port, pathname, username } = new URL(url)
  return new Refusal(
    `PostgreSQL at ${hostname}:${port || 5432}${pathname} ${REFUSED.has(code) ? `does not let ${username} in` : 'cannot be reached'} (${error.message}): check DATABASE_URL.`,
  )
}
