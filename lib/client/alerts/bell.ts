/** The device's bell: of all tabs of a person in one browser one sounds, and what it has sounded, and what somebody has seen, outlive a
 *  reload. Without React, and with the browser passed in. */
import type { Alert } from '@/lib/alerts/policy'
import { NOTHING_SEEN, type Rung, ring, type Seen, SILENT, type Sound, seenAt } from '@/lib/alerts/ringing'
import { Alarms } from '../alarms'
import type { Timers } from '../live-stream'

export interface Tower {
  timers: Timers
  /** Kept for this person in this browser. */
  load(key: 'rung' | 'seen'): unknown
  save(key: 'rung' | 'seen', value: Rung | Seen): void
  /** Told when another tab has kept something. */
  onSaved(listener: () => void): () => void
  /** Wait until no other tab of theirs sounds; call the answer to let the next one. */
  claim(onTaken: () => void): () => void
  play(sound: Sound, alerts: readonly Alert[]): void
}

const NONE: readonly Alert[] = []

export class Bell {
  private readonly alarms: Alarms<'again'>
  private readonly listeners = new Set<() => void>()
  private alerts: readonly Alert[] = NONE
  private shown: readonly Alert[] = NONE
  private isMine = false
  private letGo: (() => void) | null = null

  constructor(private readonly tower: Tower) {
    this.alarms = new Alarms(tower.timers)
  }

  /** What to show: all that calls and was not seen lately. The same list until it changes. */
  read = (): readonly Alert[] => this.shown

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  start = (): (() => void) => {
    const off = this.tower.onSaved(() => this.look())
    this.look()
    return () => {
      off()
      this.mayRing(false)
      this.alarms.cancelAll()
    }
  }

  /** Whether this tab can be heard: only those that can take turns. */
  mayRing(can: boolean): void {
    if (can && !this.letGo)
      this.letGo = this.tower.claim(() => {
        this.isMine = true
        this.look()
      })
    if (can || !this.letGo) return
    this.letGo()
    this.letGo = null
    this.isMine = false
  }

  /** What calls now, by `alertsFor`. */
  set(alerts: readonly Alert[]): void {
    this.alerts = alerts
    this.look()
  }

  /** Somebody has seen what there is: this device is silent about it for a while. */
  see = (): void => {
    this.tower.save('seen', seenAt(this.alerts, this.tower.timers.now()))
    this.look()
  }

  /** Timers of a hidden tab come late; whoever is awake may ask. */
  look = (): void => {
    const now = this.tower.timers.now()
    const before = asRung(this.tower.load('rung'))
    const { rung, shown, sound, nextAt } = ring(before, asSeen(this.tower.load('seen')), this.alerts, now)
    // Whoever does not sound keeps nothing, but sees when the other's time has come.
    if (this.isMine) {
      if (JSON.stringify(rung) !== JSON.stringify(before)) this.tower.save('rung', rung)
      if (sound) this.tower.play(sound.kind, sound.alerts)
    }
    this.show(shown)
    if (nextAt === null) this.alarms.cancelAll()
    else this.alarms.set('again', Math.max(nextAt - now, this.isMine ? 0 : 1_000), this.look)
  }

  private show(shown: readonly Alert[]): void {
    if (JSON.stringify(shown) === JSON.stringify(this.shown)) return
    this.shown = shown
    for (const listener of this.listeners) listener()
  }
}

/** What was kept may be of another build, or of somebody who plays. */
const asRung = (value: unknown): Rung => {
  const { events, urgentAt, othersAt, read } = (value ?? {}) as Partial<Rung>
  const isWhole = isEvents(events) && isEvents(read) && Number.isFinite(urgentAt) && Number.isFinite(othersAt)
  return isWhole ? ({ events, urgentAt, othersAt, read } as Rung) : SILENT
}

const asSeen = (value: unknown): Seen => {
  const { until, events } = (value ?? {}) as Partial<Seen>
  return Number.isFinite(until) && isEvents(events) ? ({ until, events } as Seen) : NOTHING_SEEN
}

const isEvents = (value: unknown) => typeof value === 'object' && value !== null
