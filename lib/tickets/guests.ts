/** Saying whom a ticket is for, ticking how a guest who was called back took it, and filling in the item's typed fields. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { findItem } from '@/lib/catalogue/lookup'
import { change } from './change'
import { requireFitting } from './fields'
import { staleEdit } from './refusals'
import type { CallBackInput, FillInput, GuestInput } from './requests'
import type { Changed } from './schema'

export const setGuest = (actor: Actor, id: string, input: GuestInput): Promise<Changed> =>
  change(actor, id, 'guest', input)

/** Whatever it is, the guest is no longer owed a call; ticked again it is corrected. */
export const tickCallBack = (actor: Actor, id: string, input: CallBackInput): Promise<Changed> =>
  change(actor, id, 'call_back', input)

/** All of the fields, if the ticket is still as it was seen. */
export const fillFields = (actor: Actor, id: string, input: FillInput): Promise<Changed> =>
  change(actor, id, 'fill', input, {
    check: async (tx, ticket) => {
      if (input.version !== ticket.version) throw await staleEdit(tx, ticket)
      const item = ticket.catalogueItemId ? await findItem(tx, ticket.catalogueItemId) : null
      requireFitting(item?.fields ?? [], input.fields)
    },
  })
