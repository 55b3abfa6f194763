/** `npm run db:migrate`, `db:seed`, `seed:scale`, `journal:verify` and their like: the configured database, or the embedded one whether or not it runs. */
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
  /** Names every row that is not as it was written, is missing or is there twice; ends with 1 when there is one. */
  'journal-verify': journal('verify', 'The journal is not whole'),
  /** Says what the rules of retention would touch, and touches nothing. */
  'retention-dry-run': privacy('dry-run', 'It could not be said what would be touched'),
  /** After a backup was restored: what had been erased since it was taken is erased again. */
  'replay-erasures': privacy('replay', 'Not everything could be erased again'),
  /** `-- --month 2025-03 [--file journal-2025-03.jsonl]` */
  'journal-export': journal('export', 'The month was not exported'),
  /** `-- --month 2025-03 [--file journal-2025-03.jsonl] [--yes]` */
  'journal-drop': journal('drop', 'The month was not dropped'),
}

/** `npm run retention:dry-run`, `db:replay-erasures`. */
function privacy(command, failure) {
  return (/** @type {string} */ url) =>
    runTypeScript('scripts/privacy.ts', [command], { DATABASE_URL: url, BELLBOARD_DATA: dataFolder() }, failure, {
      show: true,
    })
}

function journal(command, failure) {
  return (/** @type {string} */ url) =>
    runTypeScript('scripts/journal.ts', [command, ...process.argv.slice(3)], { DATABASE_URL: url }, failure, {
      show: true,
    })
}

const command = COMMANDS[process.argv[2] ?? '']
if (command) {
  await withDatabase(command).catch((error) => {
    sayError(error)
    process.exitCode = 1
  })
} else {
  say(
    'Say "npm run db:migrate", "db:seed", "db:replay-erasures", "seed:scale", "journal:verify", "journal:export", "journal:drop" or "retention:dry-run".',
  )
  process.exitCode = 1
}
