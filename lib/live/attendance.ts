/** Who has which ticket open, as all processes say it. Each process vouches for its own streams only, so what they say is
 *  joined, never weighed: any order of processes gives the same answer. Whoever falls silent is forgotten. Without I/O. */
import 'server-only'
import type { Sight } from '@/lib/tickets/schema'
import { type Ephemeral, MOST_PRESENT } from './events'
import { partitionOf } from './keys'

export interface Present extends Sight {
  ticketId: string
  /** Empty: nobody of this process any more. */
  personIds: string[]
}

/** What one process says of its own streams. `isWhole`: in this partition it has nobody else. */
export interface Roll {
  event: 'roll'
  process: string
  partition: string
  isWhole: boolean
  here: Present[]
}

/** More tickets than the journal writes in while a roll is on its way. */
const NOTED = 2_000
/** A process that was not heard for so long was killed, and its people are gone. */
export const SILENCE_MS = 40_000

type Said = Extract<Ephemeral, { event: 'presence' }>

export class Attendance {
  private readonly processes = new Map<string, { heardAt: number; here: Map<string, string[]> }>()
  private readonly sights = new Map<string, Sight>()
  private readonly shown = new Map<string, string[]>()
  private readonly unsure = new Set<string>()
  /** Of tickets in which nobody is yet: a roll on its way may be older. */
  private readonly noted = new Map<string, Sight>()

  take({ process, partition, isWhole, here }: Roll, now: number): void {
    const known = this.processes.get(process)?.here ?? new Map<string, string[]>()
    this.processes.set(process, { heardAt: now, here: known })
    const named = new Set(here.map(({ ticketId }) => ticketId))
    if (isWhole)
      for (const ticketId of known.keys())
        if (!named.has(ticketId) && partitionOf(ticketId) === partition) this.drop(known, ticketId)
    for (const { ticketId, personIds, seq, audience } of here) {
      this.unsure.add(ticketId)
      if (personIds.length > 0) known.set(ticketId, personIds)
      else known.delete(ticketId)
      const sight = this.sightOf(ticketId)
      this.sights.set(ticketId, sight && sight.seq > seq ? sight : { seq, audience })
    }
  }

  /** The journal went on: this is who may see the ticket now. */
  note(ticketId: string, sight: Sight): void {
    const known = this.sights.get(ticketId)
    if (known && known.seq < sight.seq) this.sights.set(ticketId, sight)
    if (!known) this.remember(ticketId, sight)
  }

  /** Who may see the ticket as of the newest entry that came by; undefined when none did lately. */
  sightOf(ticketId: string): Sight | undefined {
    return this.sights.get(ticketId) ?? this.noted.get(ticketId)
  }

  /** Entries have passed unseen: who may see what is not known any more, and nothing is told until the rolls say it anew. Then
   *  all of it is: whoever was told to ask again was answered that nobody is there. */
  doubt(): void {
    this.sights.clear()
    this.noted.clear()
    this.shown.clear()
  }

  forgetSilent(now: number): void {
    for (const [process, { heardAt }] of this.processes) if (now - heardAt > SILENCE_MS) this.forget(process)
  }

  /** Nothing is known any more. */
  forgetAll(): void {
    for (const process of this.processes.keys()) this.forget(process)
  }

  /** What has changed since it was last asked, for at most so many tickets; the others wait, and only their newest counts. */
  changes(limit: number): Said[] {
    const said: Said[] = []
    for (const ticketId of this.unsure) {
      if (said.length >= limit) break
      this.unsure.delete(ticketId)
      const shown = this.shown.get(ticketId) ?? []
      const personIds = within(this.join(ticketId), shown)
      const sight = this.sights.get(ticketId)
      if (personIds.length === 0 && this.sights.delete(ticketId) && sight) this.remember(ticketId, sight)
      if (!sight || personIds.join() === shown.join()) continue
      if (personIds.length > 0) this.shown.set(ticketId, personIds)
      else this.shown.delete(ticketId)
      said.push({ event: 'presence', data: { ticketId, personIds }, audience: sight.audience })
    }
    return said
  }

  /** Whether some of what has changed still waits to be asked for. */
  get hasMore(): boolean {
    return this.unsure.size > 0
  }

  /** Every ticket that somebody has open, as it was last said. */
  all(): Said[] {
    return [...this.shown].flatMap(([ticketId, personIds]) => {
      const sight = this.sights.get(ticketId)
      return sight ? [{ event: 'presence', data: { ticketId, personIds }, audience: sight.audience }] : []
    })
  }

  private remember(ticketId: string, sight: Sight): void {
    this.noted.delete(ticketId)
    this.noted.set(ticketId, sight)
    if (this.noted.size <= NOTED) return
    const [oldest] = this.noted.keys()
    if (oldest !== undefined) this.noted.delete(oldest)
  }

  private forget(process: string): void {
    const known = this.processes.get(process)?.here
    this.processes.delete(process)
    if (known) for (const ticketId of [...known.keys()]) this.drop(known, ticketId)
  }

  private drop(known: Map<string, string[]>, ticketId: string): void {
    known.delete(ticketId)
    this.unsure.add(ticketId)
  }

  private join(ticketId: string): string[] {
    const everybody = [...this.processes.values()].flatMap(({ here }) => here.get(ticketId) ?? [])
    return [...new Set(everybody)].sort()
  }
}

/** As many as are told; of a crowd whoever is shown already, so that it does not change with everybody who comes. */
function within(personIds: string[], shown: string[]): string[] {
  if (personIds.length <= MOST_PRESENT) return personIds
  const here = new Set(personIds)
  const stayed = shown.filter((personId) => here.has(personId))
  return [...new Set([...stayed, ...personIds])].slice(0, MOST_PRESENT).sort()
}
