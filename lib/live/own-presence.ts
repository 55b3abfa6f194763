/** Who of this process's people has which ticket open and may see it. Only tickets where something has changed are looked at
 *  again, so that it costs nothing how many are open: a thousand people with fifty tickets each stand still most of the time.
 *  Promise: nobody counts as present in a ticket they may not see, as of the newest entry that came by. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { canSee } from '@/lib/tickets/policy'
import { sightsOf } from '@/lib/tickets/progress'
import type { Sight } from '@/lib/tickets/schema'
import type { Present } from './attendance'
import { partitionOf } from './keys'

/** Whoever reloads the page, or moves to another process, was not gone. */
const LINGER_MS = 2_000
const TICKETS_A_LOOK = 500

/** `leftAt`, in ms since 1970: they have nothing open there any more; null while they have. */
interface Guest {
  actor: Actor
  leftAt: number | null
}
type Guests = ReadonlyMap<string, Guest>

/** Whose streams have this ticket open. */
type Seated = (ticketId: string) => Iterable<Actor>

export class OwnPresence {
  private sights = new Map<string, Sight>()
  private readonly guests = new Map<string, Map<string, Guests>>()
  private readonly unsure = new Set<string>()

  constructor(private readonly seated: Seated) {}

  /** A stream that has these open came, went, or is of somebody whose rights have changed. */
  touch(ticketIds: Iterable<string>): void {
    for (const ticketId of ticketIds) this.unsure.add(ticketId)
  }

  /** The journal went on: this is who may see the ticket now. */
  note(ticketId: string, sight: Sight): void {
    const known = this.sights.get(ticketId)
    if (known ? known.seq >= sight.seq : !this.unsure.has(ticketId)) return
    this.sights.set(ticketId, sight)
    this.unsure.add(ticketId)
  }

  /** Records have passed unseen: who may see what is read from the journal anew. */
  doubt(): void {
    // A new one: what is being read into the old one may be as old.
    this.sights = new Map()
    for (const tickets of this.guests.values()) this.touch(tickets.keys())
  }

  /** Somebody has lost access, and it may be one of those who have just left: nobody lingers. */
  forgetLeft(): void {
    for (const ticketId of this.unsure) {
      const guests = [...this.guestsOf(ticketId)]
      this.keep(ticketId, new Map(guests.map(([personId, { actor }]) => [personId, { actor, leftAt: LONG_AGO }])))
    }
  }

  /** This person's session is over: they do not linger. Where another stream of theirs stands, they stay. */
  expel(personId: string, ticketIds: Iterable<string>): void {
    for (const ticketId of ticketIds) {
      const guests = this.guestsOf(ticketId)
      const guest = guests.get(personId)
      if (guest) this.keep(ticketId, new Map(guests).set(personId, { ...guest, leftAt: LONG_AGO }))
    }
    this.touch(ticketIds)
  }

  /** Looks at what is unsure, a part of it if it is much; answers where other people are than before. */
  async look(now: number): Promise<Present[]> {
    const { sights } = this
    this.forgetUntaken()
    const ids = [...this.unsure].slice(0, TICKETS_A_LOOK)
    const unknown = ids.filter((ticketId) => !sights.has(ticketId))
    const found = unknown.length > 0 ? await withDeadline(sightsOf(unknown), DATABASE_MS, 'who may see') : []
    if (this.sights !== sights) return []
    for (const [ticketId, sight] of found)
      if ((sights.get(ticketId)?.seq ?? -1) <= sight.seq) sights.set(ticketId, sight)
    return ids.flatMap((ticketId) => this.settle(ticketId, now) ?? [])
  }

  /** What a stream asked for and did not get takes nobody's turn. */
  forgetUntaken(): void {
    for (const ticketId of this.unsure) if (!this.isTaken(ticketId)) this.unsure.delete(ticketId)
  }

  /** Everybody in this partition; null while it is not known of some of its tickets who may see them. */
  inPartition(partition: string): Present[] | null {
    const tickets = [...(this.guests.get(partition) ?? [])]
    const present = tickets.map(([ticketId, guests]) => this.present(ticketId, guests))
    return present.every((one) => one !== null) ? present : null
  }

  private settle(ticketId: string, now: number): Present | null {
    this.unsure.delete(ticketId)
    const sight = this.sights.get(ticketId)
    const before = this.guestsOf(ticketId)
    const after = new Map<string, Guest>()
    if (!sight) return null
    const sees = (actor: Actor) => canSee(actor, sight.audience)
    for (const actor of this.seated(ticketId)) if (sees(actor)) after.set(actor.personId, { actor, leftAt: null })
    for (const [personId, { actor, leftAt }] of before) {
      const since = leftAt ?? now
      if (after.has(personId) || !sees(actor) || now - since >= LINGER_MS) continue
      after.set(personId, { actor, leftAt: since })
      this.unsure.add(ticketId)
    }
    this.keep(ticketId, after)
    const isSame = after.size === before.size && [...after.keys()].every((personId) => before.has(personId))
    const present = isSame ? null : this.present(ticketId, after)
    if (after.size === 0) this.sights.delete(ticketId)
    return present
  }

  private isTaken(ticketId: string): boolean {
    if (this.guestsOf(ticketId).size > 0) return true
    for (const _ of this.seated(ticketId)) return true
    return false
  }

  private guestsOf(ticketId: string): Guests {
    return this.guests.get(partitionOf(ticketId))?.get(ticketId) ?? NOBODY
  }

  private keep(ticketId: string, guests: Guests): void {
    const partition = partitionOf(ticketId)
    const tickets = this.guests.get(partition) ?? new Map<string, Guests>()
    if (guests.size > 0) this.guests.set(partition, tickets.set(ticketId, guests))
    else tickets.delete(ticketId)
  }

  private present(ticketId: string, guests: Guests): Present | null {
    const sight = this.sights.get(ticketId)
    return sight ? { ticketId, personIds: [...guests.keys()].sort(), ...sight } : null
  }
}

const LONG_AGO = Number.NEGATIVE_INFINITY
const NOBODY: Guests = new Map()
