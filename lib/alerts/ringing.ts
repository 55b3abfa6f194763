/** When a device sounds. Pure and shared: it is given the time, and answers what to do and when to ask again. Promises: each
 *  event sounds, many at once make one sound, urgent ones are repeated every 30 s and others every 3 min for as long as they
 *  wait, and what somebody has seen is silent on their device for 5 min. */
import type { Alert } from './policy'

export const URGENT_EVERY_MS = 30_000
export const OTHERS_EVERY_MS = 3 * 60_000
export const SEEN_MS = 5 * 60_000
/** What comes so soon after a sound waits for the next one. */
export const GATHER_MS = 5_000

/** Change of state by ticket. */
type Events = Readonly<Record<string, number>>

/** What a device remembers of its sounds. Moments are milliseconds by the device's clock. */
export interface Rung {
  /** The events that have sounded. */
  events: Events
  urgentAt: number
  othersAt: number
  /** The assignments that have been read since. */
  read: Events
}

/** Somebody said "Seen". */
export interface Seen {
  until: number
  events: Events
}

export const SILENT: Rung = { events: {}, urgentAt: 0, othersAt: 0, read: {} }
export const NOTHING_SEEN: Seen = { until: 0, events: {} }

export type Sound = 'urgent' | 'normal'

export interface Ring {
  rung: Rung
  /** What is on the screen: all that waits and was not seen lately. */
  shown: Alert[]
  /** To be played now, for these. */
  sound: { kind: Sound; alerts: Alert[] } | null
  /** Ask again then at the latest; null when nothing waits. */
  nextAt: number | null
}

export function ring(before: Rung, seen: Seen, alerts: readonly Alert[], now: number): Ring {
  const rung = recall(before, alerts, now)
  const waiting = alerts.filter(({ ticketId, event }) => rung.read[ticketId] !== event)
  const isQuiet = now < seen.until && seen.until - now <= SEEN_MS
  const wasSeen = ({ ticketId, event }: Alert) => isQuiet && seen.events[ticketId] === event
  const shown = waiting.filter((alert) => !wasSeen(alert))
  // What is urgent and came after "Seen" gets through; the rest of that time everything else is only shown.
  const audible = isQuiet ? shown.filter(({ isUrgent }) => isUrgent) : shown
  const urgent = audible.filter(({ isUrgent }) => isUrgent)
  const others = audible.filter(({ isUrgent }) => !isUrgent)
  const isUrgentDue = dueAt(rung, urgent, rung.urgentAt + URGENT_EVERY_MS) <= now
  const isOtherDue = dueAt(rung, others, rung.othersAt + OTHERS_EVERY_MS) <= now
  const kind = isUrgentDue ? 'urgent' : isOtherDue ? 'normal' : null
  const after = kind ? sounded(rung, { isUrgentDue, isOtherDue }, audible, now) : rung
  const next = Math.min(
    dueAt(after, urgent, after.urgentAt + URGENT_EVERY_MS),
    dueAt(after, others, after.othersAt + OTHERS_EVERY_MS),
    isQuiet && waiting.length > 0 ? seen.until : Number.POSITIVE_INFINITY,
  )
  return {
    rung: after,
    shown,
    sound: kind && { kind, alerts: kind === 'urgent' ? urgent : others },
    nextAt: Number.isFinite(next) ? next : null,
  }
}

/** "Seen": everything that waits is silent for a while. */
export const seenAt = (alerts: readonly Alert[], now: number): Seen => ({
  until: now + SEEN_MS,
  events: eventsOf(alerts),
})

/** What is still worth remembering. A device's clock may have been set back: then its future sounds were now. */
function recall(before: Rung, alerts: readonly Alert[], now: number): Rung {
  const current = eventsOf(alerts)
  const kept = (events: Events) => Object.fromEntries(Object.entries(events).filter(([id, e]) => current[id] === e))
  return {
    events: kept(before.events),
    urgentAt: Math.min(before.urgentAt, now),
    othersAt: Math.min(before.othersAt, now),
    read: { ...kept(before.read), ...eventsOf(alerts.filter(({ isRead }) => isRead)) },
  }
}

/** What never sounded is due as soon as the last sound is over; else it is the repetition's turn. */
function dueAt(rung: Rung, alerts: readonly Alert[], repeatAt: number): number {
  if (alerts.length === 0) return Number.POSITIVE_INFINITY
  const isNew = alerts.some(({ ticketId, event }) => rung.events[ticketId] !== event)
  const lastAt = Math.max(rung.urgentAt, rung.othersAt)
  return isNew ? Math.min(lastAt + GATHER_MS, repeatAt) : repeatAt
}

function sounded(rung: Rung, due: { isUrgentDue: boolean; isOtherDue: boolean }, audible: Alert[], now: number): Rung {
  const told = audible.filter(({ isUrgent }) => (isUrgent ? due.isUrgentDue : due.isOtherDue))
  return {
    ...rung,
    events: { ...rung.events, ...eventsOf(told) },
    urgentAt: due.isUrgentDue ? now : rung.urgentAt,
    othersAt: due.isOtherDue ? now : rung.othersAt,
  }
}

const eventsOf = (alerts: readonly Alert[]): Events =>
  Object.fromEntries(alerts.map(({ ticketId, event }) => [ticketId, event]))
