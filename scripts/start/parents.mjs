/** Whoever kills `npm` means us: npm passes a signal on to a shell at most, which dies of it and tells nobody. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isAlive, known } from '../services/processes.mjs'

const LOOK_MS = 500

/**
 * Calls back once when npm, or the shell between it and us, is gone. Does nothing when npm did not start us.
 * @param {() => void} onGone
 */
export function watchParents(onGone) {
  if (!process.env.npm_lifecycle_event) return
  const shell = known(process.ppid)
  const npm = known(parentOf(process.ppid))
  const timer = setInterval(() => {
    if (isAlive(shell) && isAlive(npm)) return
    clearInterval(timer)
    onGone()
  }, LOOK_MS)
  timer.unref()
}

/** @param {number} pid */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout)
  }
}
