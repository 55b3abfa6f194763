/**
 * What PostgreSQL has committed is compared with what came by, every 20 s: an entry that never reached the bus, or was lost
 * on it behind the reader's back, is found for boards and open tickets alike; for changes of access see access-watch.ts.
 * Promise: it is known to everybody 25 s later, and nothing that is merely on its way raises an alarm.
 */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { log, wordsOf } from '@/lib/log'
import { recentProgress } from '@/lib/tickets/progress'

export const SELF_CHECK_MS = 20_000
/** What it looks back beyond its last look: longer than a change takes to commit. */
const OVERLAP_MS = 60_000
/** Longer than an entry takes whose publishing failed and is made good by the sweeper. */
const ON_ITS_WAY_MS = 5_000

/** What is looked at, and told. */
interface Checked {
  readonly engine: 'up' | 'down'
  /** The newest seq of this ticket that came by. */
  newestOf(ticketId: string): number | undefined
  /** Records have passed unseen: boards are fetched again, open tickets filled. */
  onGap(): void
}

export class SelfCheck {
  /** What everybody has been told of: a record that never comes is told of once. */
  private told = new Map<string, number>()
  private upSince = Date.now()
  /** Until when everything has been compared. While PostgreSQL is away it stands still. */
  private comparedUntil = this.upSince
  private running: Promise<void> | null = null

  constructor(private readonly house: Checked) {}

  /** Everybody has just been told to fetch everything: what is older is nobody's gap. */
  restart(): void {
    this.upSince = Date.now()
    this.comparedUntil = this.upSince
    this.told.clear()
  }

  /** One look. Never throws; a look that is asked for while one runs is that one. */
  look(): Promise<void> {
    this.running ??= this.compare()
      .catch((error: unknown) => log.warn({ error: wordsOf(error) }, 'self-check'))
      .finally(() => {
        this.running = null
      })
    return this.running
  }

  private async compare(): Promise<void> {
    if (this.house.engine === 'down') return
    const since = this.upSince
    const lookedAt = Date.now()
    const backMs = Math.min(lookedAt - this.comparedUntil + OVERLAP_MS, lookedAt - since)
    const progress = await withDeadline(recentProgress(backMs / 1_000), DATABASE_MS, 'self-check')
    const behind = () => [...progress].filter(([ticketId, seq]) => this.knownOf(ticketId) < seq)
    if (behind().length > 0) await pause(ON_ITS_WAY_MS, undefined, { ref: false })
    if (this.upSince !== since) return
    this.comparedUntil = lookedAt
    const missing = behind()
    this.told = new Map([...this.told].filter(([ticketId]) => progress.has(ticketId)))
    if (missing.length === 0) return
    log.warn({ tickets: missing.length }, 'entries did not come by the bus')
    for (const [ticketId, seq] of missing) this.told.set(ticketId, seq)
    this.house.onGap()
  }

  private knownOf(ticketId: string): number {
    return Math.max(this.house.newestOf(ticketId) ?? 0, this.told.get(ticketId) ?? 0)
  }
}
