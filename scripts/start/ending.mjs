/** The way back: what has been started is stopped in the opposite order, once, whatever asked for it. */
import { say, sayError } from '../say.mjs'
import { watchParents } from './parents.mjs'

class Interrupted extends Error {}

export class Ending {
  /** @type {{ name: string, stop: () => unknown, rank: number }[]} */
  #steps = []
  #code = 0
  #begun = false
  /** @type {() => void} */
  #ask = () => {}

  constructor() {
    /** Resolves when it is time to stop. @type {Promise<void>} */
    this.asked = new Promise((resolve) => {
      this.#ask = resolve
    })
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => this.#onSignal())
    watchParents(() => this.#onSignal())
  }

  #onSignal() {
    if (!this.#begun) say('\nStopping …')
    this.#begin()
  }

  #begin() {
    this.#begun = true
    this.#ask()
  }

  /** Throws when it is time to stop: called between the steps of a start. */
  check() {
    if (this.#begun) throw new Interrupted()
  }

  get begun() {
    return this.#begun
  }

  /**
   * Lower ranks stop last: 0 the data folder, 1 PostgreSQL, 2 Redis, 3 the app.
   * @param {string} name
   * @param {() => unknown} stop
   * @param {number} [rank]
   */
  later(name, stop, rank = 0) {
    this.#steps.push({ name, stop, rank })
  }

  /** Ends because of a fault. @param {unknown} error */
  fail(error) {
    if (!(error instanceof Interrupted) && !this.#begun) {
      sayError(error)
      this.#code = 1
    }
    this.#begin()
  }

  /** @returns {Promise<number>} the exit code */
  async close() {
    for (const { name, stop } of this.#steps.sort((a, b) => b.rank - a.rank)) {
      try {
        await stop()
        if (name) say(`${name} stopped.`)
      } catch (error) {
        sayError(error)
        this.#code = 1
      }
    }
    return this.#code
  }
}
