/** What a redaction is about says nothing on any screen, whichever of the two came first. Pure. */
import { entryUnquoted, entryWithout, removedBy } from '@/lib/chat/removal'
import type { Entry } from '@/lib/chat/schema'
import type { Thread } from './thread-reducer'

type Redaction = Extract<Entry, { kind: 'redaction' }>

/** The same thread where there is nothing to take away. */
export function withoutRemoved(thread: Thread): Thread {
  const { entries, past } = thread
  const by = new Map<number, Redaction>()
  const quoting = new Set<number>()
  for (const entry of [...entries, ...(past?.entries ?? [])])
    if (entry.kind === 'redaction') {
      by.set(entry.body.redactedSeq, entry)
      for (const seq of entry.body.quotedIn ?? []) quoting.add(seq)
    }
  if (by.size === 0) return thread
  const [end, stretch] = [stripped(entries, by, quoting), past && stripped(past.entries, by, quoting)]
  if (end === entries && stretch === (past?.entries ?? null)) return thread
  return { ...thread, entries: end, past: past && stretch && { ...past, entries: stretch } }
}

function stripped(
  entries: readonly Entry[],
  by: ReadonlyMap<number, Redaction>,
  quoting: ReadonlySet<number>,
): readonly Entry[] {
  const shown = entries.map((entry) => {
    const redaction = by.get(entry.seq)
    if (redaction && !entry.body.removed) return entryWithout(entry, removedBy(redaction))
    return quoting.has(entry.seq) ? entryUnquoted(entry) : entry
  })
  return shown.every((entry, at) => entry === entries[at]) ? entries : shown
}
