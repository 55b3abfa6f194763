/**
 * What this process adds to what may be lost: who of its people has which ticket open, and which messages have reached a
 * device. Looked at for all streams together, a few times a second, and said in a message per partition at most: three
 * thousand people who come at once are sixteen messages. Promise: nobody counts as present in a ticket they may not see.
 */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { withDeadline } from '@/lib/deadline'
import { log, wordsOf } from '@/lib/log'
import { repeat } from '@/lib/repeat'
import { newId } from '@/lib/schema'
import { canSee } from '@/lib/tickets/policy'
import { sightsOf } from '@/lib/tickets/progress'
import { Arrivals } from './arrivals'
import { Attendance, type Roll, type Sight } from './attendance'
import type { Ephemeral } from './events'
import type { EntryRecord } from './frames'
import { PARTITIONS, partitionOf } from './keys'
import { type Call, type Heard, whisper } from './whispers'

const LOOK_MS = 500
/** Well within the silence after which others take us for dead. */
const RENEW_MS = 12_000
/** Whoever reloads the page, or moves to another process, was not gone. */
const LINGER_MS = 2_000
/** Fewer than the ring of whispers holds, so that a rush does not push out what people type. */
const CHANGES_A_LOOK = 250
const SIGHTS_A_LOOK = 500
const DATABASE_MS = 5_000

/** What is looked at. */
interface House {
  readonly engine: 'up' | 'down'
  streams(): Iterable<{ actor: Actor; open: { ids: string[] } }>
  tell(said: Ephemeral): void
}

/** By ticket and person: when they were last seen there. */
type Own = Map<string, Map<string, number>>

export class Here {
  private readonly arrivals = new Arrivals()
  private readonly process = newId()
  private readonly attendance = new Attendance()
  private sights = new Map<string, Sight>()
  private own: Own = new Map()
  private said = new Map<string, string[]>()
  private renewAt = 0
  private isListening = false

  constructor(private readonly house: House) {}

  /** Answers how to stop: the others are told that nobody is left here. */
  start(): () => Promise<void> {
    const end = repeat(LOOK_MS, () =>
      this.look().catch((error: unknown) => log.warn({ error: wordsOf(error) }, 'here')),
    )
    return async () => {
      await end()
      await this.say(new Map(), true)
    }
  }

  /** Whether this was for us alone, and is nothing for a stream. */
  hear(said: Heard): said is Roll | Call {
    if (said.event === 'delivered') this.arrivals.hear(said)
    if (said.event === 'call') this.renewAt = 0
    if (said.event === 'call' && said.process === this.process) this.isListening = true
    if (said.event === 'roll' && this.house.engine === 'up') this.attendance.take(said, Date.now())
    return said.event === 'roll' || said.event === 'call'
  }

  /** A stream of this person took what the record is to them. */
  reach = (personId: string, record: EntryRecord): void => this.arrivals.reach(personId, record)

  note({ entry: { ticketId, seq }, delivery: { after } }: EntryRecord): void {
    const sight = { seq, audience: after }
    this.attendance.note(ticketId, sight)
    const own = this.sights.get(ticketId)
    if (own && own.seq < seq) this.sights.set(ticketId, sight)
  }

  /** Records have passed unseen, and with them who may see what: it is read from the journal anew, and said anew. */
  doubt(): void {
    // A new one: what is being read into the old one may be as old.
    this.sights = new Map()
    this.renewAt = 0
  }

  /** Every ticket that somebody has open, with who may know. */
  all(): Extract<Ephemeral, { event: 'presence' }>[] {
    return this.attendance.all()
  }

  private async look(): Promise<void> {
    const now = Date.now()
    for (const said of this.arrivals.take(new Date(now).toISOString())) void whisper(said)
    if (this.house.engine === 'up') {
      // The others say at once who is with them; asked until we hear ourselves.
      if (!this.isListening) void whisper({ event: 'call', process: this.process })
      await this.findOwn(now)
    } else {
      // Without the bus we would not learn who may not see a ticket any more.
      this.attendance.forgetAll()
      this.isListening = false
    }
    const isDue = now >= this.renewAt
    if (isDue) this.renewAt = now + RENEW_MS
    if (this.house.engine === 'up') await this.say(this.own, isDue)
    this.attendance.forgetSilent(now)
    for (const said of this.attendance.changes(CHANGES_A_LOOK)) this.house.tell(said)
  }

  /** Who of this process's people has what open and may see it; for a moment longer, who has just left. */
  private async findOwn(now: number): Promise<void> {
    await this.learnSights()
    const own: Own = new Map()
    const seen = (ticketId: string, personId: string, at: number) =>
      own.set(ticketId, (own.get(ticketId) ?? new Map<string, number>()).set(personId, at))
    for (const [ticketId, people] of this.own)
      for (const [personId, at] of people) if (now - at < LINGER_MS) seen(ticketId, personId, at)
    for (const { actor, open } of this.house.streams())
      for (const ticketId of open.ids) {
        const sight = this.sights.get(ticketId)
        if (sight && canSee(actor, sight.audience)) seen(ticketId, actor.personId, now)
        else own.get(ticketId)?.delete(actor.personId)
      }
    this.own = own
  }

  /** Who may see what has been opened since the last look. */
  private async learnSights(): Promise<void> {
    const open = new Set([...this.house.streams()].flatMap((stream) => stream.open.ids))
    const { sights } = this
    for (const ticketId of sights.keys())
      if (!open.has(ticketId) && !this.own.has(ticketId) && !this.said.has(ticketId)) sights.delete(ticketId)
    const ids = [...open].filter((ticketId) => !sights.has(ticketId)).slice(0, SIGHTS_A_LOOK)
    if (ids.length === 0) return
    const found = await withDeadline(sightsOf(ids), DATABASE_MS, 'who may see')
    for (const [ticketId, sight] of found) sights.set(ticketId, sight)
  }

  /** To all processes, this one too: what has changed since the last time, or the whole of it. */
  private async say(own: Own, isWhole: boolean): Promise<void> {
    const before = this.said
    this.said = new Map()
    for (const [ticketId, people] of own) if (people.size > 0) this.said.set(ticketId, [...people.keys()].sort())
    const rolls = new Map<string, Roll>()
    const begin = (partition: string) => {
      const roll: Roll = { event: 'roll', process: this.process, partition, isWhole, here: [] }
      rolls.set(partition, roll)
      return roll
    }
    // Also where there is nobody: the last word on it may have been lost.
    if (isWhole) PARTITIONS.forEach(begin)
    for (const ticketId of new Set([...before.keys(), ...this.said.keys()])) {
      const sight = this.sights.get(ticketId)
      const personIds = this.said.get(ticketId) ?? []
      if (!sight || (!isWhole && personIds.join() === (before.get(ticketId) ?? []).join())) continue
      const partition = partitionOf(ticketId)
      const roll = rolls.get(partition) ?? begin(partition)
      roll.here.push({ ticketId, personIds, ...sight })
    }
    await Promise.all([...rolls.values()].map(whisper))
  }
}
