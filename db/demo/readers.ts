/** Who read what when. Pure: people look before they answer, look again while it concerns them, and those named in
 *  `unread` have not looked since. Promises: nobody reads what they may not see, or before it was written. */
import 'server-only'
import { cast } from '@/db/cast'
import { canSee, isInvolved } from '@/lib/tickets/policy'
import { actorOf } from './house'
import type { EntryRow, Story } from './play'
import type { Who } from './thread'

export interface Read {
  ticketId: string
  personId: string
  device: string
  seq: number
  /** Messages up to `seq`. */
  n: number
  at: Date
}

const SECOND_MS = 1000

/** Every advance of every reader, in order of time. The last of a person is their position. */
export function readsOf({ plan, entries }: Story): Read[] {
  return (Object.keys(cast) as Who[])
    .flatMap((who) => readsBy(who, plan, entries))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

function readsBy(who: Who, plan: Story['plan'], entries: EntryRow[]): Read[] {
  const { personId, sessionId } = actorOf(who)
  const reads: Read[] = []
  entries.forEach((entry, index) => {
    const at = lookedAt(who, plan, entries, index)
    const { ticketId, seq, n } = entry
    if (at !== null) reads.push({ ticketId, personId, device: sessionId, seq, n, at: new Date(at) })
  })
  return reads
}

/** When they read that entry; null if they never did, or only together with a later one. */
function lookedAt(who: Who, { dice, thread, now }: Story['plan'], entries: EntryRow[], index: number): number | null {
  const reader = actorOf(who)
  const [entry, next] = entries.slice(index, index + 2)
  if (!entry) return null
  const received = entry.receivedAt.getTime()
  if (entry.authorId === reader.personId) return received
  const lastOwn = entries.findLastIndex(({ authorId }) => authorId === reader.personId)
  const { after } = entry.delivery
  if (!canSee(reader, after) || (lastOwn < 0 && !isInvolved(reader, after))) return null
  const glance = received + dice.between(15, 240) * SECOND_MS
  if (next && next.authorId === reader.personId)
    return Math.max(received, Math.min(glance, next.at.getTime() - dice.between(2, 15) * SECOND_MS))
  if (thread.unread?.includes(who) && index > lastOwn) return null
  if (next && glance >= next.at.getTime()) return null
  return Math.min(glance, now.getTime())
}
