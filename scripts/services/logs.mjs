/** The servers' own logs: files that outlive whoever started the server. */
import { chmodSync, chownSync, copyFileSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'

const LONGEST = 10_000_000

/**
 * @param {string} file
 * @param {import('./account.mjs').Account} [account] whose it is
 * @returns {number} a descriptor for the server to write to
 */
export function openLog(file, account) {
  shorten(file)
  const output = openSync(file, 'a', 0o640)
  if (account) chownSync(file, account.uid, account.gid)
  chmodSync(file, 0o640)
  return output
}

/** Puts a long log aside, also while a server writes to it: what it writes next is appended to the emptied file.
 *  @param {string} file @param {number} [longest] bytes */
export function shorten(file, longest = LONGEST) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= longest) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}

/** @param {string} file */
export function lastWords(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ')
  } catch {
    return ''
  }
}
