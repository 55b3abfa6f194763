import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** A wide nursery, and with it a later beginning of the rounds through all of the heap: V8 begins one as soon as what is left
 *  until its limit is less than a nursery, which is at once with a wide one; now when so many percent of the room are used. */
const HEAP = [
  '--max-semi-space-size=64',
  '--incremental-marking-soft-trigger=80',
  '--incremental-marking-hard-trigger=95',
]
const nameOf = (flag) => flag.split('=')[0] ?? flag

/** How the app's process is to collect what a message leaves behind, which dies young (055): in a wide nursery it goes in a few rounds
 *  and is not moved along; and on a machine of two processors the collector has one helper rather than four, which together
 *  would leave the app, PostgreSQL and Redis a third of what they need whenever they run. What this Node does not know is left
 *  out: it would not start with it. */
export const NODE_FLAGS = [
  ...knownTo(HEAP, execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })),
  ...(availableParallelism() <= 2 ? ['--v8-pool-size=1'] : []),
]

/** Those of these flags that are among V8's options, as `node --v8-options` prints them; exported for tests. */
export function knownTo(flags, options) {
  const names = new Set(options.match(/^\s+--[\w-]+/gm)?.map((name) => name.trim()))
  return flags.filter((flag) => names.has(nameOf(flag)))
}
