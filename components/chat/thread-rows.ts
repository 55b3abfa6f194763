/** A thread as the rows a reader sees: days, quiet lines for changes, messages grouped by author and time, and where the
 *  unread begins. Pure. */
import type { Entry, Removed } from '@/lib/chat/schema'
import { dayOf } from '@/lib/client/hotel-time'
import type { Outgoing, OutgoingPhoto } from '@/lib/client/outgoing'
import type { Names } from '@/lib/names'
import type { PhotoRef } from '@/lib/photos/schema'
import type { ReadMark } from './thread-reducer'

/** Messages of one author this close together share one heading. */
const GROUP_MS = 5 * 60_000

export interface ShownMessage {
  id: string
  authorId: string | null
  text: string
  /** People mentioned in it. */
  mentions: readonly string[]
  /** Departments mentioned. */
  departments?: readonly string[]
  /** The same in other languages, of a quick reply. */
  texts?: Names
  photos: readonly (PhotoRef | OutgoingPhoto)[]
  /** It says nothing any more. */
  removed?: Removed
  at: string
  /** Null until the server has it. */
  seq: number | null
  /** Null once the server has it. */
  outgoing: Outgoing | null
}

export type Row =
  | { kind: 'day'; key: string; day: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'entry'; key: string; entry: Exclude<Entry, { kind: 'message' }> }
  | { kind: 'damaged'; key: string }
  | {
      kind: 'message'
      key: string
      message: ShownMessage
      isOwn: boolean
      startsGroup: boolean
      seenBy: string[]
      isDelivered: boolean
    }

interface Shown {
  entries: readonly Entry[]
  outgoing: readonly Outgoing[]
  readers: ReadonlyMap<string, ReadMark>
  devices: ReadonlyMap<string, number>
  readerId: string
  timeZone: string
  /** The first unread entry's seq when the thread was opened; null when all was read. */
  unreadFrom: number | null
}

export function rowsOf({ entries, outgoing, readers, devices, readerId, timeZone, unreadFrom }: Shown): Row[] {
  const rows: Row[] = []
  const seen = seenBelow(entries, readers, readerId)
  const delivered = Math.max(0, ...[...devices].map(([personId, seq]) => (personId === readerId ? 0 : seq)))
  const sent = new Set(entries.map((entry) => entry.id))
  let before: ShownMessage | null = null
  let day = ''
  const beginDay = (at: string) => {
    const next = dayOf(at, timeZone)
    if (next === day) return
    day = next
    before = null
    rows.push({ kind: 'day', key: `day-${day}`, day, at })
  }
  const addMessage = (message: ShownMessage) => {
    const isOwn = message.authorId === readerId
    const startsGroup = !follows(before, message)
    const isDelivered = isOwn && message.seq !== null && message.seq <= delivered
    const seenBy = seen.get(message.id) ?? []
    rows.push({ kind: 'message', key: message.id, message, isOwn, startsGroup, seenBy, isDelivered })
    before = message
  }
  for (const entry of entries) {
    beginDay(entry.at)
    if (entry.seq === unreadFrom) {
      rows.push({ kind: 'unread', key: 'unread' })
      before = null
    }
    if (entry.kind === 'message') addMessage(asShown(entry))
    else if (!isToldAlready(rows.at(-1), entry)) {
      rows.push({ kind: 'entry', key: entry.id, entry })
      before = null
    }
    if (!entry.damaged) continue
    rows.push({ kind: 'damaged', key: `damaged-${entry.id}` })
    before = null
  }
  for (const waiting of outgoing) {
    if (sent.has(waiting.id)) continue
    beginDay(waiting.at)
    addMessage({ ...waiting, photos: waiting.photos ?? NO_PHOTOS, authorId: readerId, seq: null, outgoing: waiting })
  }
  return rows
}

/** Of a whole stretch that is not there one line says so. */
function isToldAlready(last: Row | undefined, { kind, body }: Exclude<Entry, { kind: 'message' }>): boolean {
  if (kind !== 'event' || (body.code !== 'missing' && body.code !== 'dropped')) return false
  return last?.kind === 'entry' && last.entry.kind === 'event' && last.entry.body.code === body.code
}

/** The rows as they are, those that show the same as before being the same objects: only the others are drawn again. */
export function steadied(before: readonly Row[], rows: readonly Row[]): Row[] {
  const shown = new Map(before.map((row) => [row.key, row]))
  return rows.map((row) => {
    const old = shown.get(row.key)
    return old && isSame(old, row) ? old : row
  })
}

function isSame(a: Row, b: Row): boolean {
  if (a.kind === 'entry') return b.kind === 'entry' && a.entry === b.entry
  if (a.kind === 'day') return b.kind === 'day' && a.at === b.at
  if (a.kind === 'unread' || a.kind === 'damaged' || b.kind !== 'message') return a.kind === b.kind
  const isSameMessage =
    a.message === b.message || (a.message.outgoing !== null && a.message.outgoing === b.message.outgoing)
  return (
    isSameMessage &&
    a.startsGroup === b.startsGroup &&
    a.isDelivered === b.isDelivered &&
    a.seenBy.length === b.seenBy.length &&
    a.seenBy.every((id, at) => id === b.seenBy[at])
  )
}

/** The seq of the first message by somebody else that this reader had not read; null when there is none among these. */
export function firstUnread(entries: readonly Entry[], readerId: string, readSeq: number): number | null {
  const isUnread = (entry: Entry) => entry.kind === 'message' && entry.seq > readSeq && entry.authorId !== readerId
  return entries.find(isUnread)?.seq ?? null
}

const NOBODY: readonly string[] = []
const NO_PHOTOS: readonly PhotoRef[] = []

type Sent = Extract<Entry, { kind: 'message' }>

/** One message is one object, however often its thread is put in rows. */
const known = new WeakMap<Sent, ShownMessage>()

function asShown(entry: Sent): ShownMessage {
  const message = known.get(entry) ?? shownOf(entry)
  known.set(entry, message)
  return message
}

const shownOf = (entry: Sent): ShownMessage => ({
  id: entry.id,
  authorId: entry.authorId,
  text: entry.body.text,
  mentions: entry.body.mentions ?? NOBODY,
  departments: entry.body.departments ?? NOBODY,
  ...(entry.body.reply && { texts: entry.body.reply.texts }),
  photos: entry.body.photos ?? NO_PHOTOS,
  ...(entry.body.removed && { removed: entry.body.removed }),
  at: entry.at,
  seq: entry.seq,
  outgoing: null,
})

function follows(before: ShownMessage | null, message: ShownMessage): boolean {
  if (!before || before.authorId !== message.authorId) return false
  return Math.abs(Date.parse(message.at) - Date.parse(before.at)) < GROUP_MS
}

/** For each own message, who has read it but not the next own one: every reader's name stands once, where they are. */
function seenBelow(
  entries: readonly Entry[],
  readers: ReadonlyMap<string, ReadMark>,
  readerId: string,
): ReadonlyMap<string, string[]> {
  const own = entries.filter((entry) => entry.kind === 'message' && entry.authorId === readerId)
  const others = [...readers].filter(([personId]) => personId !== readerId)
  return new Map(
    own.map((entry, index) => {
      const next = own[index + 1]?.seq ?? Number.POSITIVE_INFINITY
      const here = others.filter(([, mark]) => mark.seq >= entry.seq && mark.seq < next)
      return [entry.id, here.sort((a, b) => (a[1].at < b[1].at ? -1 : 1)).map(([personId]) => personId)]
    }),
  )
}
