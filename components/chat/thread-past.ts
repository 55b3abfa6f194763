/** A stretch of a thread that is shown instead of its end: around an entry that was asked for, growing both ways until it meets
 *  the end. Pure. Promise: an entry is never shown twice, and none is left out between two that are shown; what comes live goes
 *  on to the end meanwhile. */
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import type { Thread } from './thread-reducer'

export interface Past {
  /** Ascending, without holes; never empty. */
  entries: readonly Entry[]
  /** Where the page before begins; null when the beginning is shown. */
  before: number | null
}

/** The entries on the screen, and what is known of those that are not. */
export function shownOf({ past, entries, before }: Pick<Thread, 'past' | 'entries' | 'before'>) {
  if (past) return { entries: past.entries, before: past.before, after: past.entries.at(-1)?.seq ?? null }
  return { entries, before, after: null }
}

/** The page that lies around what was asked for. */
export function takeAround(thread: Thread, page: ThreadPage): Thread {
  if (page.items.length === 0) return thread
  return joined({ ...thread, past: { entries: page.items, before: page.before } })
}

/** The page before what is shown; nothing, when another place was gone to while it was asked for. */
export function takeOlder(thread: Thread, page: ThreadPage): Thread {
  const { entries } = shownOf(thread)
  const oldest = entries[0]?.seq
  const older = oldest === undefined ? page.items : page.items.filter(({ seq }) => seq < oldest)
  if (oldest !== undefined && older.at(-1)?.seq !== oldest - 1) return thread
  const stretch = { entries: [...older, ...entries], before: page.before }
  return thread.past ? { ...thread, past: stretch } : { ...thread, ...stretch }
}

/** The page after what is shown. */
export function takeNewer(thread: Thread, page: ThreadPage): Thread {
  const { past } = thread
  if (!past) return thread
  const last = past.entries.at(-1)?.seq ?? 0
  // Another answer may have come first.
  if ((page.items[0]?.seq ?? last + 1) > last + 1) return thread
  const newer = page.items.filter(({ seq }) => seq > last)
  return joined({ ...thread, past: { ...past, entries: [...past.entries, ...newer] } })
}

/** Where the stretch has met the end, they are one. */
function joined(thread: Thread): Thread {
  const { past, entries } = thread
  const last = past?.entries.at(-1)?.seq ?? 0
  const [oldest] = entries
  if (!past || !oldest || last < oldest.seq - 1) return thread
  // Nothing of the thread's beginning is lost where the end had more of it.
  const isWithin = oldest.seq <= (past.entries[0]?.seq ?? 0)
  if (isWithin) return { ...thread, past: null }
  const older = past.entries.filter(({ seq }) => seq < oldest.seq)
  return { ...thread, entries: [...older, ...entries], before: past.before, past: null }
}
