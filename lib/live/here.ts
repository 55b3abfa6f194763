/**
 * What this process adds to what may be lost: who of its people has which ticket open, and which messages have reached a
 * device. Looked at for all streams together, a few times a second, and said in a message per partition at most: three
 * thousand people who come at once are sixteen messages. The whole of it is said again every few seconds, partition by
 * partition, so that it never is much at once.
 */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { log, wordsOf } from '@/lib/log'
import { repeat } from '@/lib/repeat'
import { newId } from '@/lib/schema'
import { Arrivals } from './arrivals'
import { Attendance, type Present, type Roll } from './attendance'
import type { EntryRecord, Ephemeral } from './events'
import { PARTITIONS, partitionOf } from './keys'
import { OwnPresence } from './own-presence'
import { type Call, type Heard, whisper } from './whispers'

const LOOK_MS = 500
/** Well within the silence after which others take us for dead. */
const RENEW_MS = 12_000
/** Fewer than the ring of whispers holds, so that a rush does not push out what people type. */
const CHANGES_A_LOOK = 250

/** What is looked at. */
interface House {
  readonly engine: 'up' | 'down'
  /** Whose streams have this ticket open. */
  seated(ticketId: string): Iterable<Actor>
  tell(said: Ephemeral): void
}

export class Here {
  private readonly arrivals = new Arrivals()
  private readonly process = newId()
  private readonly attendance = new Attendance()
  private readonly own: OwnPresence
  /** By partition: when the whole of it is to be said again. */
  private readonly dueAt = new Map<string, number>()
  private isListening = false

  constructor(private readonly house: House) {
    this.own = new OwnPresence((ticketId) => house.seated(ticketId))
  }

  /** Answers how to stop: the others are told that nobody is left here. */
  start(): () => Promise<void> {
    const end = repeat(LOOK_MS, () =>
      this.look().catch((error: unknown) => log.warn({ error: wordsOf(error) }, 'here')),
    )
    return async () => {
      await end()
      await Promise.all(PARTITIONS.map((partition) => whisper(this.roll(partition, [], true))))
    }
  }

  /** Whether this was for us alone, and is nothing for a stream. */
  hear(said: Heard): said is Roll | Call {
    if (said.event === 'delivered') this.arrivals.hear(said)
    if (said.event === 'call') this.dueAt.clear()
    if (said.event === 'call' && said.process === this.process) this.isListening = true
    if (said.event === 'roll' && this.house.engine === 'up') this.attendance.take(said, Date.now())
    return said.event === 'roll' || said.event === 'call'
  }

  /** A stream of this person took what the record is to them. */
  reach = (personId: string, record: EntryRecord): void => this.arrivals.reach(personId, record)

  /** A stream that has these tickets open came, went, or is of somebody whose rights have changed. */
  touch(ticketIds: Iterable<string>): void {
    this.own.touch(ticketIds)
  }

  /** This person's session is over, and with it a stream that had these tickets open. */
  expel(personId: string, ticketIds: Iterable<string>): void {
    this.own.expel(personId, ticketIds)
  }

  /** Somebody's role, membership, account or session has changed. */
  onAccess(): void {
    this.own.forgetLeft()
  }

  note({ entry: { ticketId, seq }, delivery: { after, latest } }: EntryRecord): void {
    const sight = { seq, audience: latest ?? after }
    this.attendance.note(ticketId, sight)
    this.own.note(ticketId, sight)
  }

  /** Records have passed unseen, and with them who may see what: it is read from the journal anew, and said anew. */
  doubt(): void {
    this.own.doubt()
    this.dueAt.clear()
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
      await this.say(await this.own.look(now), now)
    } else {
      // Without the bus we would not learn who may not see a ticket any more.
      this.attendance.forgetAll()
      this.own.forgetUntaken()
      // Nor who was signed out meanwhile: whoever has left does not linger when it is back.
      this.own.forgetLeft()
      this.isListening = false
    }
    this.attendance.forgetSilent(now)
    for (const said of this.attendance.changes(CHANGES_A_LOOK)) this.house.tell(said)
  }

  /** To all processes, this one too: what has changed, and the whole of the partitions that are due. */
  private async say(changed: Present[], now: number): Promise<void> {
    const rolls = new Map<string, Roll>()
    for (const present of changed) {
      const partition = partitionOf(present.ticketId)
      const roll = rolls.get(partition) ?? this.roll(partition, [], false)
      roll.here.push(present)
      rolls.set(partition, roll)
    }
    PARTITIONS.forEach((partition, index) => {
      if (now < (this.dueAt.get(partition) ?? 0)) return
      const whole = this.own.inPartition(partition)
      if (!whole) return
      // Each a little sooner than the one before, and so not together for long.
      this.dueAt.set(partition, now + RENEW_MS * (1 - index / (2 * PARTITIONS.length)))
      // Also where there is nobody: the last word on it may have been lost.
      const left = (rolls.get(partition)?.here ?? []).filter(({ personIds }) => personIds.length === 0)
      rolls.set(partition, this.roll(partition, [...left, ...whole], true))
    })
    await Promise.all([...rolls.values()].map(whisper))
  }

  private roll(partition: string, here: Present[], isWhole: boolean): Roll {
    return { event: 'roll', process: this.process, partition, isWhole, here }
  }
}
