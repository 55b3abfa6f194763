/** `npm run db:migrate`, `npm run db:seed` and `npm run seed:scale`: the configured database, or the embedded one whether or not it runs. */
import { requireNode } from './bring/node.mjs'
import { say, sayError } from './say.mjs'

requireNode()
const { withDatabase } = await import('./start/database.mjs')
const { hotelOf, runTypeScript, seedDemo } = await import('./start/hotel.mjs')

const { dataFolder } = await import('./start/settings.mjs')

const COMMANDS = {
  migrate: async () => say('The database has every migration.'),
  seed: async (/** @type {string} */ url) => {
    await seedDemo(url)
    say(`${(await hotelOf(url)).name} is loaded. It is an invented hotel: sign in as felix@alder.example.`)
  },
  /** `-- --tickets 200000 --messages 1000000 --seed 7 [--years 4] [--until 2026-06-30T18:00:00Z]` */
  scale: (/** @type {string} */ url) =>
    runTypeScript(
      'scripts/seed-scale.ts',
      process.argv.slice(3),
      { DATABASE_URL: url, BELLBOARD_DATA: dataFolder() },
      'The tickets could not be loaded',
      { show: true },
    ),
}

const command = COMMANDS[process.argv[2] ?? '']
if (command) {
  await withDatabase(command).catch((error) => {
    sayError(error)
    process.exitCode = 1
  })
} else {
  say('Say "npm run db:migrate", "npm run db:seed" or "npm run seed:scale".')
  process.exitCode = 1
}
