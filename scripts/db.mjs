/** `npm run db:migrate` and `npm run db:seed`: the configured database, or the embedded one whether or not it runs. */
import { requireNode } from './bring/node.mjs'
import { say, sayError } from './say.mjs'

requireNode()
const { withDatabase } = await import('./start/database.mjs')
const { hotelOf, seedDemo } = await import('./start/hotel.mjs')

const COMMANDS = {
  migrate: async () => say('The database has every migration.'),
  seed: async (/** @type {string} */ url) => {
    await seedDemo(url)
    say(`${(await hotelOf(url)).name} is loaded. It is an invented hotel: sign in as felix@alder.example.`)
  },
}

const command = COMMANDS[process.argv[2] ?? '']
if (command) {
  await withDatabase(command).catch((error) => {
    sayError(error)
    process.exitCode = 1
  })
} else {
  say('Say "npm run db:migrate" or "npm run db:seed".')
  process.exitCode = 1
}
