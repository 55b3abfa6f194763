/** Passwords made once for a data folder, kept in it for its owner only. */
import { createECDH, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../say.mjs'

/** @typedef {{ publicKey: string, privateKey: string }} Vapid base64url, as RFC 8292 has them */

/**
 * @param {string} folder
 * @returns {{ postgres: string, redis: string, nextAuth: string, vapid: Vapid }}
 */
export function secretsOf(folder) {
  const file = path.join(folder, 'secrets.json')
  const make = () => randomBytes(32).toString('hex')
  const known = existsSync(file) ? parse(file) : { postgres: make(), redis: make(), nextAuth: make(), vapid: undefined }
  if (known.vapid) return known
  // A folder of before there were alerts gets its keys now.
  const secrets = { ...known, vapid: makeVapid() }
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

/** @returns {Vapid} */
function makeVapid() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  // A private key that begins with a zero is one byte short of what push services take.
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32)
  return { publicKey: pair.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') }
}

function parse(file) {
  try {
    const { postgres, redis, nextAuth, vapid } = JSON.parse(readFileSync(file, 'utf8'))
    if (![postgres, redis, nextAuth].every((secret) => /^[0-9a-f]{64}$/.test(secret))) throw new Error('incomplete')
    return { postgres, redis, nextAuth, vapid: /** @type {Vapid | undefined} */ (vapid) }
  } catch (error) {
    if (error.code === 'EACCES')
      throw new Refusal(`${file} belongs to somebody else: start Bellboard as the user who started it before.`)
    throw new Refusal(`${file} is damaged: restore it from a backup, for it holds the password of the database.`)
  }
}
