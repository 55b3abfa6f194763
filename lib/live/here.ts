/**
 * What this process adds to what may be lost: who of its people has which ticket open, and which messages have reached a
 * device. Looked at for all streams together, a few times a second, and said in a message per partition at most: three
 * thousand people who come at once are sixteen messages. The whole of it is said again every few seconds, partition by
 * partition, so that it never is much at once.
 */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { log, wordsOf } from '@/lib/log'
import { repeat, type Sooner } from '@/lib/repeat'
import { newId } from '@/lib/schema'
import { canSee } from '@/lib/tickets/policy'
import { Arrivals } from './arrivals'
import { Attendance, type Present, type Roll } from './attendance'
import type { EntryRecord, Ephemeral } from './events'
import { PARTITIONS, partitionOf } from './keys'
import { OwnPresence } from './own-presence'
import { type Call, type Heard, whisper } from './whispers'

const LOOK_MS = 500
/** Well within the silence after which others take us for dead. */
const RENEW_MS = 12_000
/** Of what is said again: with so many tickets a look has done enough, and the next one comes soon. To say, hear and compare
 *  thousands is a third of a second in which nobody's message goes anywhere. */
const TICKETS_A_LOOK = 250
const SOON: Sooner = { inMs: 50 }
/** Fewer than the ring of whispers holds, so that a rush does not push out what people type. */
const CHANGES_A_LOOK = 250
/** Each change is judged for each stream. */
const JUDGED_A_LOOK = 10_000
const CHANGES_AT_LEAST = 2

/** What is looked at. */
interface House {
  readonly engine: 'up' | 'down'
  /** How many there are. */
  readonly streams: number
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
    const trying = (work: () => Promise<Sooner | undefined>) => () =>
      work().catch((error: unknown) => log.warn({ error: wordsOf(error) }, 'here'))
    const ends = [
      repeat(
        LOOK_MS,
        trying(() => this.look()),
      ),
      repeat(
        LOOK_MS,
        trying(async () => this.tell()),
      ),
    ]
    return async () => {
      await Promise.all(ends.map((end) => end()))
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

  /** As far as is known here: what was said of a ticket may be older than the entry that took it from somebody. */
  sees(actor: Actor, ticketId: string): boolean {
    const sight = this.attendance.sightOf(ticketId)
    return sight === undefined || canSee(actor, sight.audience)
  }

  /** Records have passed unseen, and with them who may see what: it is read from the journal anew, and said anew. */
  doubt(): void {
    this.own.doubt()
    this.attendance.doubt()
    this.dueAt.clear()
  }

  /** Every ticket that somebody has open, with who may know. */
  all(): Extract<Ephemeral, { event: 'presence' }>[] {
    return this.attendance.all()
  }

  /** Answers when there is more to say, if sooner than usual. */
  private async look(): Promise<Sooner | undefined> {
    const now = Date.now()
    let isMore = false
    for (const said of this.arrivals.take(new Date(now).toISOString())) void whisper(said)
    if (this.house.engine === 'up') {
      // The others say at once who is with them; asked until we hear ourselves.
      if (!this.isListening) void whisper({ event: 'call', process: this.process })
      isMore = await this.say(await this.own.look(now), now)
    } else {
      // Without the bus we would not learn who may not see a ticket any more.
      this.attendance.forgetAll()
      this.own.forgetUntaken()
      // Nor who was signed out meanwhile: whoever has left does not linger when it is back.
      this.own.forgetLeft()
      this.isListening = false
    }
    this.attendance.forgetSilent(now)
    return isMore ? SOON : undefined
  }

  /** To the streams of this process, some of what has changed; answers when there is more, if sooner than usual. */
  private tell(): Sooner | undefined {
    for (const said of this.attendance.changes(changesFor(this.house.streams))) this.house.tell(said)
    return this.attendance.hasMore ? SOON : undefined
  }

  /** To all processes, this one too: what has changed, and the whole of the partitions that are due, as many as one look can
   *  say. True when there are more. */
  private async say(changed: Present[], now: number): Promise<boolean> {
    const rolls = new Map<string, Roll>()
    for (const present of changed) {
      const partition = partitionOf(present.ticketId)
      const roll = rolls.get(partition) ?? this.roll(partition, [], false)
      roll.here.push(present)
      rolls.set(partition, roll)
    }
    let said = 0
    let isMore = false
    PARTITIONS.forEach((partition, index) => {
      if (now < (this.dueAt.get(partition) ?? 0)) return
      isMore ||= said >= TICKETS_A_LOOK
      if (isMore) return
      const whole = this.own.inPartition(partition)
      if (!whole) return
      said += whole.length
      // Each a little sooner than the one before, and so not together for long.
      this.dueAt.set(partition, now + RENEW_MS * (1 - index / (2 * PARTITIONS.length)))
      // Also where there is nobody: the last word on it may have been lost.
      const left = (rolls.get(partition)?.here ?? []).filter(({ personIds }) => personIds.length === 0)
      rolls.set(partition, this.roll(partition, [...left, ...whole], true))
    })
    await Promise.all([...rolls.values()].map(whisper))
    return isMore
  }

  private roll(partition: string, here: Present[], isWhole: boolean): Roll {
    return { event: 'roll', process: this.process, partition, isWhole, here }
  }
}

const changesFor = (streams: number): number =>
  Math.min(CHANGES_A_LOOK, Math.max(CHANGES_AT_LEAST, Math.floor(JUDGED_A_LOOK / Math.max(streams, 1))))
