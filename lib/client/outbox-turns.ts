/** Whose turn it is: of each ticket one item goes at a time, in this tab and in the person's others, and after a failure none for a
 *  while. Promise: whatever fails, and however, the ticket's turn comes again. */
import { backoff } from './backoff'
import { report } from './listeners'
import type { Depot } from './outbox-depot'

export interface Sender {
  /** Whether something of this ticket could go now. */
  hasNext(ticketId: string): boolean
  /** Milliseconds until the ticket's next item may go; null when none may until `again`. */
  attemptNext(ticketId: string): Promise<number | null>
}

export class OutboxTurns {
  /** A timer, or that one is on its way. */
  private readonly busy = new Map<string, unknown>()
  private readonly failures = new Map<string, number>()

  constructor(
    private readonly depot: Pick<Depot, 'alone' | 'timers'>,
    private readonly sender: Sender,
  ) {}

  /** Unless it waits, or one is on its way. */
  async take(ticketId: string): Promise<void> {
    if (this.busy.has(ticketId) || !this.sender.hasNext(ticketId)) return
    this.busy.set(ticketId, SENDING)
    const pauseMs = await this.attempt(ticketId)
    this.busy.delete(ticketId)
    if (pauseMs === null) return
    if (pauseMs === 0) return this.take(ticketId)
    const resume = () => {
      this.busy.delete(ticketId)
      void this.take(ticketId)
    }
    this.busy.set(ticketId, this.depot.timers.setTimeout(resume, pauseMs))
  }

  /** There is reason not to wait any longer. */
  again(ticketId: string): void {
    const timer = this.busy.get(ticketId)
    if (timer === SENDING) return
    this.depot.timers.clearTimeout(timer)
    this.busy.delete(ticketId)
    void this.take(ticketId)
  }

  private async attempt(ticketId: string): Promise<number | null> {
    try {
      const pauseMs = await this.depot.alone(ticketId, () => this.sender.attemptNext(ticketId))
      this.failures.delete(ticketId)
      return pauseMs
    } catch (error) {
      report(error)
      const before = this.failures.get(ticketId) ?? 0
      this.failures.set(ticketId, before + 1)
      return pauseAfter(before, this.depot.timers.random)
    }
  }
}

const LEAST_MS = 200

/** Milliseconds after so many failures. `retryAfter`: seconds that the server asked for. */
export const pauseAfter = (failures: number, random: () => number, retryAfter = 0): number =>
  Math.max(LEAST_MS, retryAfter * 1000) + backoff(failures, random)

const SENDING = Symbol('sending')
