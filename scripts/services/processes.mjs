/** Processes by id, safely: an id is reused by the system, so it is always paired with the moment its process started. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** @typedef {{ pid: number, started: string }} Known */

/**
 * When the process started, in the system's own words; undefined when it is not there (or only its exit code is left).
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startedAt(pid) {
  try {
    // proc(5): after the last ")" come state (field 3) … starttime (field 22).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    if (process.platform === 'linux') return undefined
    const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return status === 0 ? stdout.trim() : undefined
  }
}

/** @param {number} pid @returns {string} the command with its arguments, as far as it may be known */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  }
}

/** @param {number} pid @returns {string | undefined} the folder it works in, where the system tells */
export function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** @param {number | undefined} pid @returns {Known | undefined} */
export function known(pid) {
  const started = pid === undefined ? undefined : startedAt(pid)
  return pid === undefined || started === undefined ? undefined : { pid, started }
}

/** @param {Known | undefined} process_ */
export const isAlive = (process_) =>
  Boolean(process_?.pid && process_.started) && startedAt(process_?.pid ?? 0) === process_?.started

/**
 * Asks a process to stop, more firmly with each step, and resolves when it is gone.
 * @param {Known | undefined} process_
 * @param {[NodeJS.Signals, number][]} steps signal, and milliseconds to wait after it
 * @param {{ group?: boolean }} [options] the whole process group
 */
export async function stop(process_, steps, { group = false } = {}) {
  if (!process_) return
  for (const [signal, patience] of steps) {
    if (!isAlive(process_)) return
    send(process_.pid, signal, group)
    const until = Date.now() + patience
    while (isAlive(process_) && Date.now() < until) await sleep(15)
  }
  if (isAlive(process_)) throw new Error(`Process ${process_.pid} does not stop.`)
}

function send(pid, signal, group) {
  try {
    process.kill(group ? -pid : pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
