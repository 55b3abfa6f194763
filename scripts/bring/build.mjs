/** The production build, made again when what it is made of has changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from '../run.mjs'
import { step } from '../say.mjs'
import { lock } from '../services/lock.mjs'

const SOURCES = [
  'app',
  'components',
  'db',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation.node.ts',
  'proxy.ts',
]
const CONFIGS = ['next.config.mjs', 'package-lock.json', 'postcss.config.mjs', 'tsconfig.json']
const STAMP = 'bellboard-build'

/**
 * Whoever builds the same folder already is waited for.
 * @param {string} root
 * @param {string} [folder] where the build goes, inside root
 */
export async function bringBuild(root, folder = '.next') {
  const stamp = path.join(root, folder, STAMP)
  const wanted = fingerprint(root)
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (isFresh()) return
  await step('Building the app', async () => {
    const holding = await wait(path.join(root, 'node_modules', `.bellboard${folder}.lock`))
    try {
      if (isFresh()) return
      // First: a build that is interrupted is not one.
      rmSync(stamp, { force: true })
      await build(root, folder)
      writeFileSync(stamp, wanted)
    } finally {
      holding.release()
    }
  })
}

async function wait(file) {
  for (;;) {
    const attempt = lock(file)
    if (!attempt.taken) return attempt
    await sleep(200)
  }
}

function build(root, folder) {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const env = { NODE_ENV: /** @type {const} */ ('production'), NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: folder }
  return run(process.execPath, [next, 'build'], { cwd: root, env, failure: 'The app could not be built' })
}

/** Of everything that ends up in a build, by content: a checkout of an older state counts as a change too. */
function fingerprint(root) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const file of [...SOURCES, ...CONFIGS].flatMap((name) => filesIn(path.join(root, name))))
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function filesIn(place) {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return /\.test\.tsx?$/.test(place) ? [] : [place]
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)))
}
