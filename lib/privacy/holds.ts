/** Legal holds: while a ticket is under one nothing of it is removed, by nobody and by no rule. Setting and lifting one stands in the
 *  ticket's thread. */
import 'server-only'
import { db, type Transaction } from '@/db/client'
import { legalHolds } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import type { Actor } from '@/lib/auth/schema'
import type { TicketEvent } from '@/lib/chat/schema'
import { AppError } from '@/lib/errors'
import { publish } from '@/lib/live/publish'
import { newId } from '@/lib/schema'
import { changedFor, lockOrAnswer } from '@/lib/tickets/change'
import { toTicket } from '@/lib/tickets/dto'
import { fingerprintOf } from '@/lib/tickets/fingerprint'
import { type Recorded, writeEntry } from '@/lib/tickets/journal'
import { isActiveHoldOf, legalHoldOf } from '@/lib/tickets/legal-hold'
import { notYours } from '@/lib/tickets/refusals'
import type { Changed } from '@/lib/tickets/schema'
import type { FoundTicket } from '@/lib/tickets/visible'
import { mayHoldLegally } from './policy'
import type { LiftInput, ReasonedInput } from './requests'

/** Managers, and admins where they see the ticket. Asked again once what it set was lifted: 409 `hold_lifted`. A ticket that is under
 *  hold already keeps its reason, and that this was asked is not remembered: asked again once that one was lifted, it sets its own. */
export const setLegalHold = (actor: Actor, ticketId: string, input: ReasonedInput): Promise<Changed> =>
  change(actor, ticketId, 'set_legal_hold', input, async (tx, ticket) => {
    const { reason } = input
    const [set] = await tx
      .insert(legalHolds)
      .values({ id: newId(), ticketId: ticket.id, reason, setById: actor.personId })
      .onConflictDoNothing()
      .returning({ id: legalHolds.id })
    if (!set) return null
    await audit(tx, actor.personId, 'hold.set', { ticketId: ticket.id })
    return { code: 'legal_hold_set', params: { reason } }
  })

/** Where another hold stands than the one that was seen, or one that came after this had lifted its own, that one stays: 409
 *  `held_anew`. What found none to lift is not remembered: only `setAt` keeps it, asked again, from one that has come since. */
export const liftLegalHold = (actor: Actor, ticketId: string, input: LiftInput): Promise<Changed> =>
  change(actor, ticketId, 'lift_legal_hold', input, async (tx, ticket) => {
    const { setAt } = input
    const standing = await legalHoldOf(tx, ticket.id)
    if (setAt && standing && Date.parse(standing.setAt) !== Date.parse(setAt))
      throw new AppError('conflict', 'held_anew', { current: toTicket(ticket, ticket) })
    const lifted = await tx
      .update(legalHolds)
      .set({ endedAt: ticket.now, endedById: actor.personId })
      .where(isActiveHoldOf(ticket.id))
      .returning({ id: legalHolds.id })
    if (lifted.length === 0) return null
    await audit(tx, actor.personId, 'hold.lifted', { ticketId: ticket.id })
    return { code: 'legal_hold_lifted', params: {} }
  })

/** Under the ticket's lock, which setting one takes as well. */
export async function refuseHeld(tx: Transaction, ticket: FoundTicket): Promise<void> {
  if (await legalHoldOf(tx, ticket.id))
    throw new AppError('conflict', 'on_legal_hold', { current: toTicket(ticket, ticket) })
}

type HoldAction = 'set_legal_hold' | 'lift_legal_hold'

async function change(
  actor: Actor,
  ticketId: string,
  action: HoldAction,
  input: ReasonedInput | LiftInput,
  apply: (tx: Transaction, ticket: FoundTicket) => Promise<TicketEvent | null>,
): Promise<Changed> {
  const { changed, recorded } = await db().transaction(
    async (tx): Promise<{ changed: Changed; recorded?: Recorded }> => {
      const fingerprint = fingerprintOf(actor.personId, action, input)
      const { ticket, answered } = await lockOrAnswer(tx, actor, ticketId, input.id, fingerprint)
      if (answered) {
        if (ticket) await refuseUndone(tx, ticket, action)
        return { changed: changedFor(actor, ticket && toTicket(ticket, ticket), answered.seq) }
      }
      if (!mayHoldLegally(actor, toTicket(ticket, ticket))) throw notYours()
      const body = await apply(tx, ticket)
      if (!body) return { changed: changedFor(actor, toTicket(ticket, ticket), ticket.lastSeq) }
      const entry = { id: input.id, kind: 'event' as const, body, at: input.at }
      const recorded = await writeEntry(tx, { actor, ticket, entry, fingerprint })
      return { changed: changedFor(actor, recorded.ticket, recorded.entry.seq), recorded }
    },
  )
  if (recorded) await publish([recorded])
  return changed
}

/** A late retry of what wrote an entry is not told that it is so when somebody has done the opposite since: they would rely on it. */
async function refuseUndone(tx: Transaction, ticket: FoundTicket, action: HoldAction): Promise<void> {
  const isHeld = (await legalHoldOf(tx, ticket.id)) !== null
  if (isHeld === (action === 'set_legal_hold')) return
  throw new AppError('conflict', isHeld ? 'held_anew' : 'hold_lifted', { current: toTicket(ticket, ticket) })
}
