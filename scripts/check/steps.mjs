/** What `npm run check` looks at. Each step says what it found, and nothing is changed by it. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { run } from '../run.mjs'
import { Refusal } from '../say.mjs'
import { fences } from './fences.mjs'

/** @typedef {{ name: string, look(root: string): Promise<unknown> }} Step */

const tool = (root, name) => path.join(root, 'node_modules/.bin', name)

/** @type {Step[]} */
export const STEPS = [
  {
    name: 'format and lint',
    look: (root) =>
      run(tool(root, 'biome'), ['check', '--error-on-warnings', '--max-diagnostics=50'], {
        cwd: root,
        failure: 'Biome',
      }),
  },
  {
    name: 'fences',
    look: async (root) => {
      const found = fences(root, listFiles(root))
      if (found.length > 0) throw new Refusal(`Imports against the table in STYLE.md:\n${found.join('\n')}`)
    },
  },
  {
    name: 'words',
    look: async (root) => {
      // Not before there are packages: it stands on one.
      const { words } = await import('./words.mjs')
      const found = words(root)
      if (found.length > 0) throw new Refusal(`Words that are not what English says:\n${found.join('\n')}`)
    },
  },
  {
    name: 'types',
    look: async (root) => {
      // Into the folder that tsconfig.json knows.
      const env = { NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: '.next' }
      await run(tool(root, 'next'), ['typegen'], { cwd: root, env, failure: 'next typegen' })
      await run(tool(root, 'tsc'), ['--noEmit', '--pretty', 'false'], { cwd: root, failure: 'tsc' })
    },
  },
  {
    name: 'dead code',
    look: (root) => run(tool(root, 'knip'), ['--no-progress'], { cwd: root, failure: 'knip' }),
  },
]

/** Tracked and new files, as git sees them; in a checkout without git, what the fenced folders hold. */
function listFiles(root) {
  const git = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  if (git.status === 0) return git.stdout.trim().split('\n')
  const found = spawnSync('find', ['app', 'components', 'db', 'lib', '-type', 'f'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return found.stdout.trim().split('\n')
}

/**
 * @param {string} root
 * @param {(name: string, complaint: string | undefined, seconds: number) => void} onResult
 */
export async function checkAll(root, onResult) {
  for (const { name, look } of STEPS) {
    const began = Date.now()
    const complaint = await Promise.resolve(look(root)).then(
      () => undefined,
      (error) => error.message,
    )
    onResult(name, complaint, (Date.now() - began) / 1000)
  }
}
