/** Removing what one entry says. Promises: its words are nowhere any more once this is answered, but on a screen without a network
 *  and in backups; whoever has the thread open sees it go, by an entry of its own, so that seq keeps having no holes; and the
 *  digests of the journal still hold. */
import 'server-only'
import { and, eq } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { hasWords } from '@/lib/chat/removal'
import { AppError, notFound } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { sweepLeftovers } from '@/lib/photos/leftovers'
import { clampAt } from '@/lib/tickets/after'
import { changedFor, lockOrAnswer } from '@/lib/tickets/change'
import { type EntryRow, toEntry, toTicket } from '@/lib/tickets/dto'
import { fingerprintOf } from '@/lib/tickets/fingerprint'
import { type Recorded, writeEntry } from '@/lib/tickets/journal'
import { notYours } from '@/lib/tickets/refusals'
import type { Changed } from '@/lib/tickets/schema'
import type { FoundTicket } from '@/lib/tickets/visible'
import { attemptSoon } from './attempt'
import { type Erasure, noteErasure, writeErasures } from './erasures'
import { refuseHeld } from './holds'
import { mayRedact } from './policy'
import type { ReasonedInput } from './requests'
import { wipeEntry } from './wiping'

interface Done {
  changed: Changed
  recorded?: Recorded
  erasure?: Erasure
}

/** Managers only. 404 for a ticket they may not see and an entry it does not have, 400 for one that says nothing in words, 409
 *  while the ticket is under legal hold. What is removed already is no error. */
export async function redactEntry(actor: Actor, ticketId: string, seq: number, input: ReasonedInput): Promise<Changed> {
  const { changed, recorded, erasure } = await db().transaction(async (tx): Promise<Done> => {
    const fingerprint = fingerprintOf(actor.personId, 'redact', { ...input, seq })
    const { ticket, answered } = await lockOrAnswer(tx, actor, ticketId, input.id, fingerprint)
    if (answered) return { changed: changedFor(actor, ticket && toTicket(ticket, ticket), answered.seq) }
    if (!mayRedact(actor, toTicket(ticket, ticket))) throw notYours()
    const row = await findEntry(tx, ticketId, seq)
    if (row.body.removed) return { changed: changedFor(actor, toTicket(ticket, ticket), ticket.lastSeq) }
    if (!hasWords(toEntry(row))) throw new AppError('invalid', 'nothing_to_remove', { field: 'seq' })
    await refuseHeld(tx, ticket)
    return remove(tx, actor, ticket, row, input, fingerprint)
  })
  if (recorded) await publish([recorded])
  if (erasure) await writeErasures([erasure])
  if (recorded) attemptSoon('photos of a removed entry', sweepLeftovers)
  return changed
}

async function findEntry(tx: Transaction, ticketId: string, seq: number): Promise<EntryRow> {
  const [row] = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), eq(entries.seq, seq)))
  if (!row) throw notFound()
  return row
}

async function remove(
  tx: Transaction,
  actor: Actor,
  ticket: FoundTicket,
  row: EntryRow,
  { id, at: said, reason }: ReasonedInput,
  fingerprint: string,
): Promise<Done> {
  const at = clampAt(ticket, said)
  const removed = {
    why: 'redacted' as const,
    seq: ticket.lastSeq + 1,
    by: actor.personId,
    at: at.toISOString(),
    reason,
  }
  const quotedIn = await wipeEntry(tx, row, removed)
  const isLast = row.kind === 'message' && row.n === ticket.messageCount
  const body = { redactedSeq: row.seq, reason, ...(quotedIn.length > 0 && { quotedIn }) }
  const entry = { id, kind: 'redaction' as const, body, at }
  const recorded = await writeEntry(tx, { actor, ticket, entry, fingerprint, forgetsLastMessage: isLast })
  const erasure = await noteErasure(tx, {
    kind: 'redacted',
    ticketId: ticket.id,
    entryId: row.id,
    byId: actor.personId,
  })
  return { changed: changedFor(actor, recorded.ticket, recorded.entry.seq), recorded, erasure }
}
