/** What a redaction is about says nothing on any screen, whichever of the two came first. Pure. */
import { entryWithout, removedBy } from '@/lib/chat/removal'
import type { Entry } from '@/lib/chat/schema'
import type { Thread } from './thread-reducer'

type Redaction = Extract<Entry, { kind: 'redaction' }>

/** The same thread where there is nothing to take away. */
export function withoutRemoved(thread: Thread): Thread {
  const { entries, past } = thread
  const by = new Map<number, Redaction>()
  for (const entry of [...entries, ...(past?.entries ?? [])])
    if (entry.kind === 'redaction') by.set(entry.body.redactedSeq, entry)
  if (by.size === 0) return thread
  const [end, stretch] = [stripped(entries, by), past && stripped(past.entries, by)]
  if (end === entries && stretch === (past?.entries ?? null)) return thread
  return { ...thread, entries: end, past: past && stretch && { ...past, entries: stretch } }
}

function stripped(entries: readonly Entry[], by: ReadonlyMap<number, Redaction>): readonly Entry[] {
  const isToGo = (entry: Entry) => by.has(entry.seq) && !entry.body.removed
  if (!entries.some(isToGo)) return entries
  return entries.map((entry) => {
    const redaction = by.get(entry.seq)
    return redaction && isToGo(entry) ? entryWithout(entry, removedBy(redaction)) : entry
  })
}
