/** Commands that are run to their end, quietly: what they said is shown only when they fail. */
import { spawn } from 'node:child_process'
import { Refusal } from './say.mjs'
import { known, stop } from './services/processes.mjs'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, failure: string, show?: boolean, input?: 'inherit' | 'ignore' }} options
 *   `failure` begins the sentence when it fails; `show` lets the person see what it says
 * @returns {Promise<string>} what it said
 */
export function run(command, args, { cwd, env, failure, show = false, input = 'ignore' }) {
  return new Promise((resolve, reject) => {
    const output = show ? 'inherit' : 'pipe'
    // A group of its own, so that stopping it also stops what it started.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input, output, output],
      detached: input === 'ignore',
    })
    running.add(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        said = (said + chunk).slice(-200_000)
      })
    child.once('error', (error) => reject(new Refusal(`${failure}: ${command} cannot be run (${error.message}).`)))
    child.once('close', (code, signal) => {
      running.delete(child)
      if (code === 0) return resolve(said)
      reject(new Refusal(`${failure} (${signal ?? `exit code ${code}`}).${said ? `\n${tail(said)}` : ''}`))
    })
  })
}

/** Stops whatever is being run right now, with all it started. */
export const stopRunning = () =>
  Promise.all(
    [...running].map((child) =>
      stop(
        known(child.pid),
        [
          ['SIGTERM', 3_000],
          ['SIGKILL', 3_000],
        ],
        { group: true },
      ),
    ),
  )

const tail = (text) => text.trim().split('\n').slice(-40).join('\n')
