/** One Bellboard a data folder. What a killed one left running is stopped first. */
import path from 'node:path'
import { Refusal, say } from '../say.mjs'
import { lock } from '../services/lock.mjs'
import { isAlive, known, stop } from '../services/processes.mjs'

export const lockFile = (/** @type {string} */ data) => path.join(data, 'running.json')

/** @typedef {{ release(): void, remember(name: 'app' | 'redis' | 'postgres', pid: number, port: number): void }} Possession */

/**
 * @param {string} data folder
 * @param {string} [address] under which it will be reached
 * @returns {Promise<Possession>}
 */
export async function takeDataFolder(data, address) {
  const attempt = lock(lockFile(data))
  if (attempt.taken) {
    const { pid, notes } = attempt.holder
    const where = notes?.address ? ` at ${notes.address}` : ''
    throw new Refusal(
      `Bellboard is already running on ${data} (process ${pid}${where}): stop that one, or set BELLBOARD_DATA and PORT for a second hotel.`,
    )
  }
  await stopLeftovers(attempt.before?.notes)
  /** @type {Record<string, unknown>} */
  let notes = address ? { address } : {}
  attempt.note(notes)
  return {
    release: attempt.release,
    remember: (name, pid, at) => {
      notes = { ...notes, [name]: { ...known(pid), port: at } }
      attempt.note(notes)
    },
  }
}

/** The app first, so that what is in flight can still be written. */
async function stopLeftovers(notes) {
  const left = ['app', 'redis', 'postgres'].filter((name) => isAlive(notes?.[name]))
  if (left.length === 0) return
  say('The last run was killed; stopping what it left running.')
  for (const name of left) {
    const isApp = name === 'app'
    /** @type {[NodeJS.Signals, number][]} */
    const steps = [
      [name === 'postgres' ? 'SIGINT' : 'SIGTERM', 12_000],
      ['SIGKILL', 5_000],
    ]
    await stop(notes[name], steps, { group: isApp })
  }
}
