/** Timers by name: setting one again replaces it, and all can be stopped at once. */
import type { Timers } from './live-stream'

export class Alarms<Name extends string> {
  private readonly pending = new Map<Name, unknown>()

  constructor(private readonly timers: Timers) {}

  set(name: Name, ms: number, run: () => void): void {
    this.cancel(name)
    const timer = this.timers.setTimeout(() => {
      this.pending.delete(name)
      run()
    }, ms)
    this.pending.set(name, timer)
  }

  has = (name: Name): boolean => this.pending.has(name)

  cancel(...names: Name[]): void {
    for (const name of names) {
      if (this.pending.has(name)) this.timers.clearTimeout(this.pending.get(name))
      this.pending.delete(name)
    }
  }

  cancelAll(): void {
    this.cancel(...this.pending.keys())
  }
}
