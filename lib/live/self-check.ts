/**
 * What PostgreSQL has committed is compared with what came by, every 20 s: an entry or a change of access that never reached
 * the bus, or was lost on it behind the reader's back, is found for boards, open tickets and revocations alike. Promise: it
 * is known to everybody 25 s later, and nothing that is merely on its way raises an alarm.
 */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { withDeadline } from '@/lib/deadline'
import { log, wordsOf } from '@/lib/log'
import { recentProgress } from '@/lib/tickets/progress'

export const SELF_CHECK_MS = 20_000
const LOOK_BACK_MS = 60_000
/** Longer than an entry takes whose publishing failed and is made good by the sweeper. */
const ON_ITS_WAY_MS = 5_000
const DATABASE_MS = 5_000

/** What is looked at, and told. */
interface Checked {
  readonly engine: 'up' | 'down'
  readonly accessVersion: number
  /** The newest seq of this ticket that came by. */
  newestOf(ticketId: string): number | undefined
  /** A newer access version is committed than any record told. */
  onAccess(accessVersion: number): void
  /** Records have passed unseen: boards are fetched again, open tickets filled. */
  onGap(): void
}

export class SelfCheck {
  /** What everybody has been told of: a record that never comes is told of once. */
  private told = new Map<string, number>()
  private upSince = Date.now()
  private running: Promise<void> | null = null

  constructor(private readonly house: Checked) {}

  /** Everybody has just been told to fetch everything: what is older is nobody's gap. */
  restart(): void {
    this.upSince = Date.now()
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
    const backMs = Math.min(LOOK_BACK_MS, Date.now() - since)
    const { accessVersion, progress } = await withDeadline(recentProgress(backMs / 1_000), DATABASE_MS, 'self-check')
    const behind = () => [...progress].filter(([ticketId, seq]) => this.knownOf(ticketId) < seq)
    const isOld = () => this.house.accessVersion < accessVersion
    if (behind().length > 0 || isOld()) await pause(ON_ITS_WAY_MS, undefined, { ref: false })
    if (this.upSince !== since) return
    if (isOld()) this.house.onAccess(accessVersion)
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
