/** `npm run check`: format, lint, fences, words, types and dead code. */
import { requireNode } from './bring/node.mjs'
import { say } from './say.mjs'

requireNode()
const { checkAll } = await import('./check/steps.mjs')
const { ROOT } = await import('./start/settings.mjs')

/** @type {string[]} */
const failed = []
await checkAll(ROOT, (name, complaint, seconds) => {
  say(`${complaint === undefined ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`)
  if (complaint === undefined) return
  failed.push(name)
  say(complaint)
})
if (failed.length > 0) {
  say(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
