/** Everybody connected to this process, and what PostgreSQL says they may see. */
import 'server-only'
import { loadActors } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { AppError } from '@/lib/errors'
import { progressOf } from '@/lib/tickets/progress'
import { patiently } from './patience'
import type { Pipe } from './pipe'

export const MAX_PER_PERSON = 20
const MAX_PER_PROCESS = 10_000

export class Roster {
  private readonly present = new Set<Pipe>()
  /** By person, how many streams they have: thousands who come back at once are not counted anew for each. */
  private readonly counts = new Map<string, number>()
  private loading: Promise<void> | null = null
  private next: Promise<void> | null = null
  /** The access version that the running load is sure to know. */
  private floor = -1
  private wanted = 0
  private closed = false

  get pipes(): ReadonlySet<Pipe> {
    return this.present
  }

  add(pipe: Pipe): void {
    this.present.add(pipe)
    this.count(pipe, 1)
  }

  remove(pipe: Pipe): void {
    if (this.present.delete(pipe)) this.count(pipe, -1)
  }

  /** Refuses more connections than a person, or this process, should have. */
  refuseCrowd(actor: Actor): void {
    const own = this.counts.get(actor.personId) ?? 0
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

  /** Something may have passed unseen: everybody's access, and what their open tickets lack, are read from PostgreSQL. */
  async recheck(): Promise<void> {
    await this.refresh()
    const connections = [...this.pipes].map((pipe) => pipe.connection)
    const open = [...new Set(connections.flatMap((connection) => connection.open.ids))]
    const progress = await patiently(
      () => withDeadline(progressOf(open), DATABASE_MS, 'recheck'),
      () => connections.length === 0,
    )
    for (const connection of connections) if (progress && connection.open.isOff(progress)) connection.renewFor('gap')
  }

  /** Once a second or so. */
  tick(now: number): void {
    for (const pipe of this.present) pipe.tick(now)
  }

  close(): void {
    this.closed = true
  }

  private count({ connection }: Pipe, by: 1 | -1): void {
    const { personId } = connection.actor
    const count = (this.counts.get(personId) ?? 0) + by
    if (count > 0) this.counts.set(personId, count)
    else this.counts.delete(personId)
  }

  private begin(): Promise<void> {
    this.next = null
    this.loading = this.load()
    return this.loading
  }

  private async load(): Promise<void> {
    const floor = this.wanted
    this.floor = floor
    const connections = [...this.pipes].map((pipe) => pipe.connection)
    const sessions = [...new Set(connections.map(({ actor }) => actor.sessionId))]
    const known = await patiently(
      () => withDeadline(loadActors(sessions), DATABASE_MS, 'load actors'),
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
