/** Passwords made once for a data folder, kept in it for its owner only. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../say.mjs'

/**
 * @param {string} folder
 * @returns {{ postgres: string, redis: string, nextAuth: string }}
 */
export function secretsOf(folder) {
  const file = path.join(folder, 'secrets.json')
  if (existsSync(file)) return parse(file)
  const make = () => randomBytes(32).toString('hex')
  const secrets = { postgres: make(), redis: make(), nextAuth: make() }
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

function parse(file) {
  try {
    const { postgres, redis, nextAuth } = JSON.parse(readFileSync(file, 'utf8'))
    if (![postgres, redis, nextAuth].every((secret) => /^[0-9a-f]{64}$/.test(secret))) throw new Error('incomplete')
    return { postgres, redis, nextAuth }
  } catch (error) {
    if (error.code === 'EACCES')
      throw new Refusal(`${file} belongs to somebody else: start Bellboard as the user who started it before.`)
    throw new Refusal(`${file} is damaged: restore it from a backup, for it holds the password of the database.`)
  }
}
