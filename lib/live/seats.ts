/** Which streams have which ticket open, so that an entry finds its readers among thousands without asking everybody. */
import 'server-only'
import type { Pipe } from './pipe'

export class Seats {
  private readonly byTicket = new Map<string, Set<Pipe>>()

  add(pipe: Pipe, ticketIds: readonly string[]): void {
    for (const ticketId of ticketIds) {
      const seated = this.byTicket.get(ticketId)
      if (seated) seated.add(pipe)
      else this.byTicket.set(ticketId, new Set([pipe]))
    }
  }

  remove(pipe: Pipe, ticketIds: readonly string[]): void {
    for (const ticketId of ticketIds) {
      const seated = this.byTicket.get(ticketId)
      seated?.delete(pipe)
      if (seated?.size === 0) this.byTicket.delete(ticketId)
    }
  }

  of(ticketId: string): ReadonlySet<Pipe> {
    return this.byTicket.get(ticketId) ?? EMPTY
  }
}

const EMPTY: ReadonlySet<Pipe> = new Set()
