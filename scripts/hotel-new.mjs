/** `npm run hotel:new`: an empty real hotel in the configured or embedded database; docs in docs/hotel-new.md. */
import { requireNode } from './bring/node.mjs'
import { sayError } from './say.mjs'

requireNode()
const { bringPackages } = await import('./bring/packages.mjs')
const { withDatabase } = await import('./start/database.mjs')
const { runTypeScript } = await import('./start/hotel.mjs')
const { ROOT, dataFolder, keepForReal } = await import('./start/settings.mjs')

/** The command itself has said what is wrong. */
const SAID = 'said'

try {
  await bringPackages(ROOT)
  if (!process.env.DATABASE_URL && !process.argv.includes('--help')) keepForReal(dataFolder())
  await withDatabase((url) =>
    runTypeScript(
      'scripts/hotel/new.ts',
      process.argv.slice(2),
      { DATABASE_URL: url, BELLBOARD_FROM: process.cwd() },
      SAID,
      {
        show: true,
        input: 'inherit',
      },
    ),
  )
} catch (error) {
  if (!error.message?.startsWith(SAID)) sayError(error)
  process.exitCode = 1
}
