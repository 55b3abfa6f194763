/** A folder of PostgreSQL's own: made whole or not at all, and of the version that we bring. */
import { randomBytes } from 'node:crypto'
import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../say.mjs'
import { serviceAccount, spawnAs } from './account.mjs'
import { postgresBinaries } from './postgres-binaries.mjs'

export const SUPERUSER = 'postgres'

/** Into a folder beside, renamed when complete: a first run that is killed leaves nothing that looks finished. */
export async function initialise(folder, password) {
  const account = serviceAccount()
  const { initdb } = await postgresBinaries(account)
  const fresh = `${folder}.new`
  const secret = `${folder}.${randomBytes(6).toString('hex')}.password`
  // What a killed run's initdb leaves behind may still be writing there.
  rmSync(fresh, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (account) for (const made of [fresh, secret]) chownSync(made, account.uid, account.gid)
  try {
    const args = ['-D', fresh, '-U', SUPERUSER, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8']
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const child = spawnAs(account, initdb, [...args, ...locale, '--data-checksums'], {
      paths: [path.dirname(folder), secret],
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const complaint = await outcome(child)
    if (complaint !== undefined) throw new Refusal(`PostgreSQL could not initialise ${folder}: ${complaint}`)
    renameSync(fresh, folder)
  } finally {
    rmSync(secret, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** What it complained of; undefined when it ended well. */
const outcome = (child) =>
  new Promise((resolve) => {
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? undefined : errors.trim().split('\n').slice(-3).join(' ')))
  })

export function refuseOtherVersion(folder) {
  const version = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18')
    throw new Refusal(`${folder} was made by PostgreSQL ${version}, this is 18: dump it there and load it here.`)
}
