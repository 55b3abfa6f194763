/** The story that every change of a ticket follows: lock it through what the actor may see, answer a retry as before, refuse
 *  in words, apply one rule, write one journal entry, publish. Promises: a retry of the same id changes nothing, a change
 *  that is already so is no error and leaves no entry, and of two at once the second sees what the first did. */
import 'server-only'
import { db, type Transaction } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import type { Entry } from '@/lib/chat/schema'
import { notFound } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { clampAt } from './after'
import { toTicket } from './dto'
import { earlierFingerprintOf, fingerprintOf } from './fingerprint'
import { answeredBefore, answeredToAuthor, type Recorded, writeEntry } from './journal'
import { CHANGES } from './life'
import { canSee, isEntitled, isStale, LIFE } from './policy'
import { notYours, stale, wrongState } from './refusals'
import type { Changed, Ticket } from './schema'
import type { ChangeAction, Inputs, Rule } from './step'
import { withoutRemoved } from './typed'
import { type FoundTicket, seekVisible } from './visible'

/** What every change carries. */
export interface Asked {
  id: string
  at?: string | undefined
  basedOn?: number | undefined
}

/** What one action asks beyond the common rules. */
export interface Checks<A extends ChangeAction> {
  /** Also for people whom the table of permissions does not name: watching for oneself. */
  isEntitled?: boolean
  /** Refuses what is wrong with this very request, before its `basedOn` and the ticket's status are looked at. */
  check?: (tx: Transaction, ticket: FoundTicket, at: Date) => Promise<void>
  /** What only the locked ticket tells about the input. */
  complete?: (tx: Transaction, ticket: FoundTicket) => Promise<Partial<Inputs[A]>>
  /** Writes along with the entry what is not the ticket's own. */
  alongside?: (tx: Transaction, ticket: FoundTicket) => Promise<void>
}

/**
 * Answers the ticket as it is after this, null when the actor no longer sees it, and the seq of what was written. Throws
 * `not_found` for what the actor may not see; `forbidden` when it is not theirs to do; `conflict`, with the ticket as it is
 * now, when its state has moved on since `basedOn` or does not allow this, and, without it, when the id has written something
 * else; and what `checks` throw.
 */
export async function change<A extends ChangeAction>(
  actor: Actor,
  ticketId: string,
  action: A,
  input: Asked & Inputs[A],
  checks: Checks<A> = {},
): Promise<Changed> {
  const { changed, recorded } = await db().transaction(async (tx) => {
    const fingerprint = fingerprintOf(actor.personId, action, input)
    const earlier = earlierFingerprintOf(actor.personId, action, input)
    const { ticket, answered } = await lockOrAnswer(tx, actor, ticketId, input.id, fingerprint, earlier)
    if (answered) return { changed: changedFor(actor, ticket && toTicket(ticket, ticket), answered.seq) }
    const recorded = await apply(tx, actor, ticket, action, input, checks, fingerprint)
    if (!recorded) return { changed: changedFor(actor, toTicket(ticket, ticket), ticket.lastSeq) }
    return { changed: changedFor(actor, recorded.ticket, recorded.entry.seq), recorded }
  })
  if (recorded) await publish([recorded])
  return changed
}

type Locked = { ticket: FoundTicket; answered: null } | { ticket: FoundTicket | null; answered: Entry }

/** A retry is answered even if what it did took the ticket out of its author's sight. */
export async function lockOrAnswer(
  tx: Transaction,
  actor: Actor,
  ticketId: string,
  id: string,
  ...fingerprints: string[]
): Promise<Locked> {
  const ticket = await seekVisible(tx, actor, ticketId, { lock: true })
  if (ticket) {
    const answered = await answeredBefore(tx, ticketId, id, ...fingerprints)
    return answered ? { ticket, answered } : { ticket, answered: null }
  }
  const answered = await answeredToAuthor(tx, ticketId, id, ...fingerprints)
  if (!answered) throw notFound()
  return { ticket, answered }
}

/** Null when there is nothing to do. */
async function apply<A extends ChangeAction>(
  tx: Transaction,
  actor: Actor,
  ticket: FoundTicket,
  action: A,
  input: Asked & Inputs[A],
  checks: Checks<A>,
  fingerprint: string,
): Promise<Recorded | null> {
  const rule: Rule<Inputs[A]> = CHANGES[action]
  const at = clampAt(ticket, input.at)
  const seen = toTicket(ticket, ticket)
  if (!(checks.isEntitled ?? isEntitled(actor, seen, action))) throw notYours()
  if (rule.isDone(ticket, input, actor.personId)) return null
  await checks.check?.(tx, ticket, at)
  if (isStale(ticket, input.basedOn)) throw await stale(tx, ticket)
  if (!LIFE[action].includes(ticket.status)) throw wrongState(ticket)
  const known = { ...input, ...(await checks.complete?.(tx, ticket)) }
  const { patch, event, watch } = rule.step(ticket, known, { by: actor.personId, at })
  const entry = { id: input.id, kind: 'event' as const, body: await withoutRemoved(tx, ticket, event), at }
  const recorded = await writeEntry(tx, { actor, ticket, entry, fingerprint, patch, ...(watch && { watch }) })
  await checks.alongside?.(tx, ticket)
  return recorded
}

export const changedFor = (actor: Actor, ticket: Ticket | null, seq: number): Changed => ({
  ticket: ticket && canSee(actor, ticket) ? ticket : null,
  seq,
})
