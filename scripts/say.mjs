/** What the scripts tell the person in front of them. */

/** A reason to stop that is said in one sentence, without a stack. */
export class Refusal extends Error {}

// Whoever read along may go (`npm start | head`): the hotel stays open.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

export const say = (text = '') => process.stdout.write(`${text}\n`)

const EVERY_MS = process.stdout.isTTY ? 1_000 : 10_000

/**
 * Shows that a step is being worked on, and how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const began = Date.now()
  const seconds = () => ((Date.now() - began) / 1000).toFixed(EVERY_MS === 1_000 ? 0 : 1)
  const live = process.stdout.isTTY
  if (!live) say(`${what} …`)
  const tick = () => (live ? process.stdout.write(`\r\x1b[K${what} … ${seconds()} s`) : say(`${what} … ${seconds()} s`))
  if (live) tick()
  const timer = setInterval(tick, EVERY_MS)
  try {
    const result = await work()
    if (live) process.stdout.write(`\r\x1b[K${what}: ${seconds()} s\n`)
    return result
  } catch (error) {
    if (live) process.stdout.write(`\r\x1b[K${what}: stopped after ${seconds()} s\n`)
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** A refusal as its sentence; anything else is a fault of ours and shows where. */
export function sayError(error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : (error?.stack ?? error)}\n`)
}
