/** A story as one line of what happened, in the order in which the hotel knew of it. Shared, and pure. */
import type { Entry, Removed } from '@/lib/chat/schema'
import type { StoryAlert, StoryEntry, StoryPage, StoryRead } from './schema'

export const STORY_KINDS = ['message', 'change', 'view', 'photo', 'alert'] as const
export type StoryKind = (typeof STORY_KINDS)[number]

interface Known {
  key: string
  /** When it was known. */
  at: string
  kinds: readonly StoryKind[]
  personId: string | null
  device: string | null
}

export type StoryItem = Known &
  (
    | { entry: StoryEntry & Extract<Entry, { kind: 'message' }> }
    | { change: StoryEntry & Extract<Entry, { kind: 'event' }> }
    /** `upTo` is what was read last, where it is still there; `isAll` when it was the newest then. */
    | { read: StoryRead; upTo: StoryEntry | undefined; isAll: boolean }
    | { alert: StoryAlert }
  )

type Told = Pick<StoryPage, 'begins' | 'entries' | 'reads' | 'alerts'>

export function timelineOf({ begins, entries, reads, alerts }: Told): StoryItem[] {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]))
  const items = [
    ...entries.flatMap(itemOfEntry),
    ...reads.flatMap((read) => itemOfRead(read, begins, bySeq)),
    ...alerts.map((alert, index) => itemOfAlert(alert, index)),
  ]
  // What is known at the same moment stays in this order.
  return items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function itemOfEntry(entry: StoryEntry): StoryItem[] {
  const { id: key, receivedAt: at, authorId: personId, device } = entry
  // What was removed says so itself, in its place; but what is damaged may have been anything.
  if (entry.kind === 'redaction' && !entry.damaged) return []
  if (entry.kind === 'redaction')
    return [{ key, at, kinds: ['change'], personId, device, change: { ...entry, kind: 'event', body: MISSING } }]
  if (entry.kind === 'event') return [{ key, at, kinds: ['change'], personId, device, change: entry }]
  const hasPhotos = (entry.body.photos ?? []).length > 0
  return [{ key, at, kinds: hasPhotos ? ['message', 'photo'] : ['message'], personId, device, entry }]
}

const MISSING = { code: 'missing', params: {} } as const

/** Writing is having read: that is not told twice. Of what was dropped nobody knows whether it was the newest, but of the last. */
function itemOfRead(read: StoryRead, begins: number, bySeq: ReadonlyMap<number, StoryEntry>): StoryItem[] {
  const { id, at, personId, device, seq } = read
  const upTo = bySeq.get(seq)
  if (upTo?.authorId === personId) return []
  const next = bySeq.get(seq + 1)
  const isAll = seq >= begins - 1 && (!next || next.receivedAt > at)
  return [{ key: `read-${id}`, at, kinds: ['view'], personId, device, read, upTo, isAll }]
}

const itemOfAlert = (alert: StoryAlert, index: number): StoryItem => ({
  ...{ key: `alert-${index}`, at: alert.at, kinds: ['alert'], personId: alert.personId, device: alert.device },
  alert,
})

/** How many entries it has, whether or not all of them are here yet. */
export const lengthOf = ({ ticket, begins, entries }: Pick<StoryPage, 'ticket' | 'begins' | 'entries'>): number =>
  Math.max(ticket.lastSeq - begins + 1, entries.length)

/** The moments at which something became known, each once, from where what was known then can be told (`story-at.ts`): none, when
 *  all that would tell it was dropped. */
export function momentsOf(items: readonly StoryItem[], { opening, entries }: Pick<StoryPage, 'opening' | 'entries'>) {
  const from = entries.find(({ seq }) => seq === opening.seq)?.receivedAt
  return from === undefined ? [] : [...new Set(items.map(({ at }) => at))].filter((at) => at >= from)
}

/** How many of each kind there are. */
export function countsOf(items: readonly StoryItem[]): Record<StoryKind, number> {
  const counts = { message: 0, change: 0, view: 0, photo: 0, alert: 0 }
  for (const { kinds } of items) for (const kind of kinds) counts[kind]++
  return counts
}

/** Whether it is not what was written. */
export const isDamaged = (item: StoryItem): boolean =>
  'entry' in item ? item.entry.damaged === true : 'change' in item && item.change.damaged === true

/** Why something no longer says what it said; null while it does. An event that was stripped of words still tells what happened. */
export function removedOf(item: StoryItem): Removed | null {
  const removed = 'entry' in item ? item.entry.body.removed : 'change' in item ? item.change.body.removed : undefined
  if (!removed) return null
  return 'entry' in item || removed.why === 'erased' || removed.why === 'redacted' ? removed : null
}
