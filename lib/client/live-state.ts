/** How current the page is, as something a screen can subscribe to. */

/** `polling` is slower than live but complete; `reconnecting` and `offline` show what was true at `asOf`. */
export type Mode = 'live' | 'reconnecting' | 'polling' | 'offline'

export interface LiveState {
  mode: Mode
  /** When the page was last known to be current, ISO 8601 by the device's clock. */
  asOf: string
  /** False until the first connection stands. */
  everLive: boolean
}

export class LiveStateStore {
  private readonly listeners = new Set<() => void>()
  private snapshot: LiveState

  /** `everLive`: what the page begins with was current once, at `asOf`. */
  constructor(asOf: string, everLive = false) {
    this.snapshot = { mode: 'reconnecting', asOf, everLive }
  }

  /** The same object until something changes. */
  read = (): LiveState => this.snapshot

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  set(mode: Mode, asOf: string): void {
    const before = this.snapshot
    if (before.mode === mode && (mode === 'live' || before.asOf === asOf)) return
    this.snapshot = { mode, asOf, everLive: before.everLive || mode === 'live' }
    for (const listener of this.listeners) listener()
  }
}
