/** The servers' own logs: files that outlive whoever started the server. */
import { chmodSync, chownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'

const LONGEST = 10_000_000

/**
 * @param {string} file
 * @param {import('./account.mjs').Account} [account] whose it is
 * @returns {number} a descriptor for the server to write to
 */
export function openLog(file, account) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LONGEST) renameSync(file, `${file}.1`)
  const output = openSync(file, 'a', 0o640)
  if (account) chownSync(file, account.uid, account.gid)
  chmodSync(file, 0o640)
  return output
}

/** @param {string} file */
export function lastWords(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ')
  } catch {
    return ''
  }
}
