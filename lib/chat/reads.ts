/** Who has read how far. A position only moves forward, and every move stays on record with its device. */
import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries, readPositions, reads } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { whisper } from '@/lib/live/whispers'
import { audienceOf } from '@/lib/tickets/dto'
import type { ReadPosition } from '@/lib/tickets/schema'
import { findVisible } from '@/lib/tickets/visible'

/** Moves the actor's own position to `seq`, or to the end of the thread if that is before it. Answers where it is now. */
export async function markRead(actor: Actor, ticketId: string, { seq }: { seq: number }): Promise<ReadPosition> {
  const { personId, sessionId } = actor
  const moved = await db().transaction(async (tx) => {
    const ticket = await findVisible(tx, actor, ticketId)
    const upTo = Math.min(seq, ticket.lastSeq)
    const n = upTo === ticket.lastSeq ? ticket.messageCount : messagesUpTo(ticketId, upTo)
    const [position] = await tx
      .insert(readPositions)
      .values({ ticketId, personId, seq: upTo, n })
      .onConflictDoUpdate({
        target: [readPositions.ticketId, readPositions.personId],
        set: { seq: sql`excluded.seq`, n: sql`excluded.n`, at: sql`now()` },
        setWhere: sql`${readPositions.seq} < excluded.seq`,
      })
      .returning()
    if (!position) return null
    await tx.insert(reads).values({ ticketId, personId, device: sessionId, seq: position.seq })
    return { position, audience: audienceOf(ticket, ticket) }
  })
  if (!moved) return positionOf(personId, ticketId)
  const { position, audience } = moved
  const data = { ticketId, personId, seq: position.seq, n: position.n, at: position.at.toISOString() }
  await whisper({ event: 'read', data, audience })
  return { seq: position.seq, n: position.n }
}

/** How many messages there were up to then; where its row, and all before it, have been dropped with their month, none are known. */
const messagesUpTo = (ticketId: string, seq: number) =>
  sql`coalesce((select n from ${entries} where ${entries.ticketId} = ${ticketId} and ${entries.seq} <= ${seq} order by ${entries.seq} desc limit 1), 0)`

/** Tells whoever has the ticket open that the actor is writing. Kept nowhere. */
export async function tellTyping(actor: Actor, ticketId: string): Promise<void> {
  const ticket = await findVisible(db(), actor, ticketId)
  const audience = audienceOf(ticket, ticket)
  await whisper({ event: 'typing', data: { ticketId, personId: actor.personId }, audience })
}

async function positionOf(personId: string, ticketId: string): Promise<ReadPosition> {
  const isTheirs = and(eq(readPositions.personId, personId), eq(readPositions.ticketId, ticketId))
  const [position] = await db().select().from(readPositions).where(isTheirs)
  return { seq: position?.seq ?? 0, n: position?.n ?? 0 }
}
