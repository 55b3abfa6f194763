/** A device's sounds over an hour, by a clock of our own. */
import { describe, expect, it } from 'vitest'
import type { Alert } from './policy'
import {
  GATHER_MS,
  NOTHING_SEEN,
  OTHERS_EVERY_MS,
  type Rung,
  ring,
  SEEN_MS,
  type Seen,
  SILENT,
  seenAt,
} from './ringing'

const START = 1_700_000_000_000
const MINUTE = 60_000

const alert = (ticketId: string, over: Partial<Alert> = {}): Alert => ({
  ticketId,
  event: 1,
  why: 'unassigned',
  isUrgent: false,
  departmentId: 'd',
  isRead: false,
  since: '2026-03-01T10:00:00.000Z',
  ...over,
})

/** A device that asks exactly when it was told to, and whenever something changes. */
class Device {
  now = START
  alerts: Alert[] = []
  seen: Seen = NOTHING_SEEN
  shown: Alert[] = []
  /** Seconds since the start, and what sounded. */
  readonly heard: [number, string][] = []
  private rung: Rung = SILENT
  private nextAt: number | null = null

  set(...alerts: Alert[]) {
    this.alerts = alerts
    this.ask()
    return this
  }

  see() {
    this.seen = seenAt(this.alerts, this.now)
    this.ask()
  }

  /** Time passes. */
  wait(ms: number) {
    const until = this.now + ms
    while (this.nextAt !== null && this.nextAt <= until) {
      if (this.nextAt < this.now) throw new Error('asked for a moment that is over')
      this.now = this.nextAt
      const before = this.nextAt
      this.ask()
      if (this.nextAt === before) throw new Error('asked for the same moment again')
    }
    this.now = until
    return this
  }

  private ask() {
    const { rung, shown, sound, nextAt } = ring(this.rung, this.seen, this.alerts, this.now)
    this.rung = JSON.parse(JSON.stringify(rung))
    this.shown = shown
    this.nextAt = nextAt
    if (sound) this.heard.push([(this.now - START) / 1000, sound.kind])
  }
}

describe('a ticket that nobody has', () => {
  it('sounds at once, and every three minutes until somebody has it', () => {
    const device = new Device().set(alert('a')).wait(10 * MINUTE)
    expect(device.heard).toEqual([0, 180, 360, 540].map((at) => [at, 'normal']))
    device.set().wait(10 * MINUTE)
    expect(device.heard).toHaveLength(4)
  })

  it('sounds every thirty seconds when it is urgent', () => {
    const device = new Device().set(alert('a', { isUrgent: true })).wait(2 * MINUTE)
    expect(device.heard).toEqual([0, 30, 60, 90, 120].map((at) => [at, 'urgent']))
  })

  it('sounds again when it comes back', () => {
    const device = new Device()
      .set(alert('a'))
      .wait(MINUTE)
      .set()
      .wait(MINUTE)
      .set(alert('a', { event: 5 }))
    expect(device.heard).toEqual([
      [0, 'normal'],
      [120, 'normal'],
    ])
  })

  it('does not sound again because the page is asked again', () => {
    const device = new Device().set(alert('a'))
    for (let n = 0; n < 50; n++) device.set(alert('a')).wait(1_000)
    expect(device.heard).toHaveLength(1)
  })
})

describe('no storms', () => {
  it('many tickets at once are one sound, now and at each repetition', () => {
    const many = Array.from({ length: 80 }, (_, n) => alert(`t${n}`))
    expect(
      new Device()
        .set(...many)
        .wait(4 * MINUTE)
        .heard.map(([at]) => at),
    ).toEqual([0, 180])
  })

  it('what comes while it sounds is told together a moment later', () => {
    const device = new Device().set(alert('a')).wait(1_000)
    device.set(alert('a'), alert('b')).wait(1_000)
    device.set(alert('a'), alert('b'), alert('c')).wait(MINUTE)
    expect(device.heard.map(([at]) => at)).toEqual([0, GATHER_MS / 1000])
  })

  it('a hundred in a minute are at most one sound every five seconds', () => {
    const device = new Device()
    const all: Alert[] = []
    for (let n = 0; n < 100; n++) {
      all.push(alert(`t${n}`))
      device.set(...all).wait(600)
    }
    expect(device.heard.length).toBeLessThanOrEqual(MINUTE / GATHER_MS + 1)
    expect(device.heard.length).toBeGreaterThan(1)
  })

  it('an urgent one is not kept waiting by the others’ turn, nor lost among them', () => {
    const device = new Device().set(alert('a')).wait(20_000)
    device.set(alert('a'), alert('u', { isUrgent: true })).wait(70_000)
    expect(device.heard).toEqual([
      [0, 'normal'],
      [20, 'urgent'],
      [50, 'urgent'],
      [80, 'urgent'],
    ])
  })
})

describe('“Seen”', () => {
  it('is silence for five minutes, then it calls again', () => {
    const device = new Device().set(alert('a', { isUrgent: true })).wait(10_000)
    device.see()
    expect(device.shown).toEqual([])
    device.wait(SEEN_MS - 1)
    expect(device.heard).toHaveLength(1)
    device.wait(1)
    expect(device.heard).toEqual([
      [0, 'urgent'],
      [310, 'urgent'],
    ])
    expect(device.shown).toHaveLength(1)
  })

  it('lets an urgent one through that came later, and shows what is not urgent without a sound', () => {
    const device = new Device().set(alert('a'))
    device.see()
    device.wait(MINUTE).set(alert('a'), alert('b'))
    expect(device.shown.map(({ ticketId }) => ticketId)).toEqual(['b'])
    device.wait(MINUTE).set(alert('a'), alert('b'), alert('u', { isUrgent: true }))
    expect(device.heard).toEqual([
      [0, 'normal'],
      [120, 'urgent'],
    ])
    device.set(alert('a'), alert('b')).wait(SEEN_MS)
    expect(device.heard[2]).toEqual([300, 'normal'])
  })

  it('is over when the clock was set back meanwhile', () => {
    const device = new Device().set(alert('a'))
    device.see()
    device.now -= 60 * MINUTE
    device.set(alert('a')).wait(OTHERS_EVERY_MS)
    expect(device.heard.length).toBeGreaterThan(1)
  })
})

describe('a ticket that somebody was given', () => {
  const given = (over: Partial<Alert> = {}) => alert('a', { why: 'assigned', ...over })

  it('repeats until its assignee has read it, and no later message makes it sound', () => {
    const device = new Device().set(given()).wait(4 * MINUTE)
    expect(device.heard).toHaveLength(2)
    device.set(given({ isRead: true }))
    expect(device.shown).toEqual([])
    device.set(given()).wait(10 * MINUTE)
    expect(device.heard).toHaveLength(2)
    device.set(given({ event: 2 }))
    expect(device.heard).toHaveLength(3)
  })
})
