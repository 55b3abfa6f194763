/** One stream for all tabs of a person. Whoever has the chair leads: it keeps the stream and says what comes; the others hear
 *  it, and take the chair when it falls silent. To `Live` it is a connection like its own. */
import { Alarms } from '../alarms'
import type { Link, Owner, Wire } from '../link'
import { Ear } from './ear'
import { Leader } from './leader'
import { BEAT_MS, type Hall, type LeaderWord, type Report, type Word } from './words'

/** Beats without a word after which the leader is taken for dead; a tab that nobody looks at is in no hurry. */
const PATIENCE = { visible: 2, hidden: 4 }
/** A tab that hears enough tells of itself all the same, so that the leader knows how far it is. */
const REPORT_MS = 30_000
/** An old leader keeps its stream for its successor, at most so long. */
export const HANDOVER_MS = 10_000

export class SharedConnection implements Link {
  private readonly ear: Ear
  private readonly alarms: Alarms<'beat' | 'handover'>
  private leader: Leader | null = null
  /** The stream of ours that stays until our successor's stands. */
  private retired: Leader | null = null
  private leave: (() => void) | null = null
  private standUp: (() => void) | null = null
  private unheard = 0
  private reportedAt = 0

  constructor(
    private readonly wire: Wire,
    private readonly hall: Hall,
    private readonly owner: Owner,
  ) {
    this.ear = new Ear(wire.timers.now, owner)
    this.alarms = new Alarms(wire.timers)
  }

  get isUp(): boolean {
    return this.ear.isUp
  }

  get streamsBreak(): boolean {
    return this.ear.streamsBreak
  }

  get leads(): boolean {
    return this.leader !== null
  }

  start(): void {
    if (this.leave) return
    this.leave = this.hall.hear(this.hear)
    this.unheard = 0
    this.claim('wait')
    this.report()
    this.beat()
  }

  stop(): void {
    if (!this.leave) return
    this.hall.say({ type: 'left', tab: this.hall.tab })
    this.leave()
    this.leave = null
    this.alarms.cancelAll()
    this.standDown()
    this.endRetired()
    this.standUp?.()
    this.standUp = null
    this.ear.close()
  }

  switchSoon(): void {
    if (this.leader) this.leader.adjust()
    else if (this.leave) this.report()
  }

  wake(isSure = true): void {
    if (!this.leave) this.start()
    else if (this.leader) this.leader.wake(isSure)
    else this.report(true)
  }

  drop(): void {
    this.leader?.drop()
  }

  private claim(how: 'wait' | 'steal', isInvited = false): void {
    this.standUp?.()
    this.standUp = this.hall.claim(
      how,
      () => this.lead(isInvited),
      () => this.robbed(),
    )
  }

  private lead(isInvited: boolean): void {
    // A tab that slept through several invitations takes the chair as often; only the last of its streams may stand.
    this.standDown()
    const term = Math.max(this.wire.timers.now(), this.ear.term + 1)
    const succeeds = isInvited && this.ear.isUp
    this.leader = new Leader(this.wire, this.hall, term, succeeds, () => this.aboutMe(), this.hearLeader)
    this.leader.start()
  }

  /** Somebody took the chair: because we asked for it, or because they took us for dead. */
  private robbed(): void {
    const old = this.leader
    this.leader = null
    if (old && this.wire.timers.now() - old.invitedAt < HANDOVER_MS) {
      this.endRetired()
      this.retired = old
      this.alarms.set('handover', HANDOVER_MS, () => this.endRetired())
    } else old?.close()
    if (this.leave) this.claim('wait')
  }

  private standDown(): void {
    this.leader?.close()
    this.leader = null
  }

  private endRetired(): void {
    this.alarms.cancel('handover')
    this.retired?.close()
    this.retired = null
  }

  private hear = (word: Word): void => {
    if (word.type === 'tab') {
      this.leader?.take(word)
      this.retired?.take(word)
    } else if (word.type === 'left') this.leader?.forget(word.tab)
    else if (word.type === 'call') this.report()
    else if (word.type === 'took') this.retired?.vouch()
    else if (word.type === 'vouch') this.leader?.vouched()
    else this.hearLeader(word)
  }

  private hearLeader = (word: LeaderWord): void => {
    if (!this.ear.hear(word)) return
    this.unheard = 0
    if (this.retired && this.retired.term !== word.term) this.endRetired()
    if (word.type === 'head') this.owner.onHead(word.ticketId, word.seq)
    else if (word.type === 'invite' && word.tab === this.hall.tab) this.claim('steal', true)
    else if (word.type === 'signedOut') this.endSession()
  }

  private endSession(): void {
    this.stop()
    this.wire.signedOut()
  }

  private beat(): void {
    const jitter = this.wire.timers.random() * 500
    this.alarms.set('beat', BEAT_MS + jitter, () => {
      this.beat()
      if (!this.leader) this.listen()
    })
  }

  /** Has the leader been heard? Asked by a count of beats, not by the clock: timers of hidden tabs come late. */
  private listen(): void {
    const now = this.wire.timers.now()
    const isSilent = now - this.ear.heardAt > BEAT_MS
    if (isSilent || now - this.reportedAt > REPORT_MS) this.report()
    if (!isSilent) return
    this.unheard += 1
    const patience = this.hall.isHidden() ? PATIENCE.hidden : PATIENCE.visible
    if (this.unheard < patience) return
    this.unheard = 0
    this.ear.distrust()
    this.claim('steal')
  }

  private report(doubts = false): void {
    this.reportedAt = this.wire.timers.now()
    this.hall.say({ ...this.aboutMe(), doubts })
  }

  private aboutMe(): Report {
    return {
      type: 'tab',
      tab: this.hall.tab,
      open: this.owner.open(),
      lookedAt: this.hall.lookedAt(),
      isVisible: !this.hall.isHidden(),
      doubts: false,
    }
  }
}
