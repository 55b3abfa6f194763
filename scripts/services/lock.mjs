/** One holder at a time, for a data folder or a build: a file with the holder's process id and the moment it started. A
 *  holder that was killed holds nothing. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isAlive, known } from './processes.mjs'

/** @typedef {import('./processes.mjs').Known & { notes?: Record<string, unknown> }} Holder */

/**
 * @param {string} file
 * @returns {{ taken: true, holder: Holder } | { taken: false, before: Holder | undefined, note(notes: Record<string, unknown>): void, release(): void }}
 *   `before` is whoever held it and was killed
 */
export function lock(file) {
  const self = /** @type {Holder} */ (known(process.pid))
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify(self), { mode: 0o600 })
  try {
    let before
    for (let tries = 0; tries < 5; tries++) {
      if (link(mine, file)) return { taken: false, before, ...held(file, self) }
      const holder = read(file)
      if (isAlive(holder)) return { taken: true, holder: /** @type {Holder} */ (holder) }
      before = holder
      removeStale(file, holder)
    }
    throw new Error(`Cannot take ${file}.`)
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Making a link is atomic and fails when the name is taken. */
function link(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

const held = (file, self) => ({
  note: (notes) => {
    writeFileSync(`${file}.new`, JSON.stringify({ ...self, notes }), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  },
  release: () => rmSync(file, { force: true }),
})

function read(file) {
  try {
    return /** @type {Holder} */ (JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Somebody else may have replaced it in between: only what was read is removed. */
function removeStale(file, holder) {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = read(aside)
  if (moved && isAlive(moved) && moved.pid !== holder?.pid) link(aside, file)
  rmSync(aside, { force: true })
}
