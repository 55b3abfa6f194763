/** Everybody connected to this process, and what PostgreSQL says they may see. */
import 'server-only'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { withDeadline } from '@/lib/deadline'
import { AppError } from '@/lib/errors'
import { patiently } from './patience'
import type { Pipe } from './pipe'

export const MAX_PER_PERSON = 20
const MAX_PER_PROCESS = 10_000
const LOAD_MS = 5_000

export class Roster {
  readonly pipes = new Set<Pipe>()
  private loading: Promise<void> | null = null
  private next: Promise<void> | null = null
  /** The access version that the running load is sure to know. */
  private floor = -1
  private wanted = 0
  private closed = false

  /** Refuses more connections than a person, or this process, should have. */
  refuseCrowd(actor: Actor): void {
    const own = [...this.pipes].filter(({ connection }) => connection.actor.personId === actor.personId).length
    if (own >= MAX_PER_PERSON || this.pipes.size >= MAX_PER_PROCESS)
      throw new AppError('unavailable', 'too_many_streams', { retryAfter: 5 })
  }

  /** Resolves when every connection that was there has been told what PostgreSQL knew after this call, or what it knew at
   *  `atLeast`, which is known to be committed. */
  refresh(atLeast?: number): Promise<void> {
    if (this.loading && atLeast !== undefined && this.floor >= atLeast) return this.loading
    this.wanted = Math.max(this.wanted, atLeast ?? 0)
    if (this.loading) this.next ??= this.loading.then(() => this.begin())
    return this.next ?? this.begin()
  }

  private begin(): Promise<void> {
    this.next = null
    this.loading = this.load()
    return this.loading
  }

  close(): void {
    this.closed = true
  }

  private async load(): Promise<void> {
    const floor = this.wanted
    this.floor = floor
    const connections = [...this.pipes].map((pipe) => pipe.connection)
    const sessions = [...new Set(connections.map(({ actor }) => actor.sessionId))]
    const known = await patiently(
      () => withDeadline(loadActors(sessions), LOAD_MS, 'load actors'),
      () => this.closed || sessions.length === 0,
    )
    if (known) {
      const version = Math.max(known.accessVersion, floor)
      for (const connection of connections)
        connection.update(known.actors.get(connection.actor.sessionId) ?? null, version)
    }
    if (!this.next) this.loading = null
  }
}
