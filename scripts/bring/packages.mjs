/** The npm packages, as the lock file says, and as the install step mends them. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from '../run.mjs'
import { step } from '../say.mjs'

/**
 * Installs when the lock file is not what is installed.
 * @param {string} root
 */
export async function bringPackages(root) {
  const [lock = '', ...others] = ['package-lock.json', 'package.json', 'scripts/patch-postgres.mjs'].map((name) =>
    path.join(root, name),
  )
  const installed = path.join(root, 'node_modules/.package-lock.json')
  const stamp = path.join(root, 'node_modules/.bellboard-lock')
  const hash = createHash('sha256')
  for (const file of [lock, ...others]) hash.update(readFileSync(file))
  const wanted = hash.digest('hex')
  if (existsSync(installed)) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    if (!existsSync(stamp) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return writeStamp(stamp, wanted)
  }
  // `ci` begins by removing everything, which is right for nothing and rude to what runs from here.
  const how = existsSync(installed) ? ['install', '--no-save'] : ['ci']
  // Also the packages for building, whatever NODE_ENV says.
  const args = [...how, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  await step('Installing packages', () =>
    run('npm', args, { cwd: root, failure: 'The packages could not be installed' }),
  )
  writeStamp(stamp, wanted)
}

/** A checkout that somebody else installed is used as it is. */
function writeStamp(file, wanted) {
  try {
    writeFileSync(file, wanted)
  } catch {}
}
