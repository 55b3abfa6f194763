/** The door to tickets: reading one, and changing what it says. Its other rooms: opening (open), the list (list), the work
 *  (work), whose hands it is in (assignment), who sees it (watchers). */
import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { readPositions } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { findItem } from '@/lib/catalogue/lookup'
import { AppError } from '@/lib/errors'
import { viewersAmong } from '@/lib/people/lookup'
import { requirePlace } from '@/lib/places/lookup'
import { change } from './change'
import { toTicket } from './dto'
import { requireFitting } from './fields'
import { legalHoldOf } from './legal-hold'
import { linksOf } from './links'
import { canSee } from './policy'
import { staleEdit } from './refusals'
import type { EditTicketInput } from './requests'
import type { Changed, OpenedTicket, Ticket } from './schema'
import { findVisible } from './visible'

/** One ticket, with the caller's own position and those of others who may see it now. */
export async function getTicket(actor: Actor, id: string): Promise<OpenedTicket> {
  const found = await findVisible(db(), actor, id)
  const ticket = toTicket(found, found)
  const [readers, links, legalHold] = await Promise.all([
    readersOf(ticket),
    linksOf(db(), actor, id),
    legalHoldOf(db(), id),
  ])
  const own = readers.find((reader) => reader.personId === actor.personId)
  const read = { seq: own?.seq ?? 0, n: own?.n ?? 0 }
  return { ticket, read, readers, links, ...(legalHold && { legalHold }) }
}

/** Changes fields, if they are still as the editor saw them. */
export const editTicket = (actor: Actor, id: string, input: EditTicketInput): Promise<Changed> =>
  change(actor, id, 'edit', input, {
    check: async (tx, ticket) => {
      if (input.version !== ticket.version) throw await staleEdit(tx, ticket)
      if (input.placeId && input.placeId !== ticket.placeId) await requirePlace(tx, input.placeId, 'body.placeId')
      if (input.summary === '' && !ticket.catalogueItemId)
        throw new AppError('invalid', 'no_summary', { field: 'body.summary' })
      if (!input.fields) return
      const item = ticket.catalogueItemId ? await findItem(tx, ticket.catalogueItemId) : null
      requireFitting(item?.fields ?? [], input.fields)
    },
  })

async function readersOf(ticket: Ticket): Promise<OpenedTicket['readers']> {
  const rows = await db()
    .select({
      personId: readPositions.personId,
      seq: readPositions.seq,
      n: readPositions.n,
      at: readPositions.at,
    })
    .from(readPositions)
    .where(eq(readPositions.ticketId, ticket.id))
    .orderBy(asc(readPositions.personId))
  const viewers = await viewersAmong(
    db(),
    rows.map((row) => row.personId),
  )
  const mayKnow = new Set(viewers.filter((viewer) => canSee(viewer, ticket)).map((viewer) => viewer.personId))
  return rows.filter((row) => mayKnow.has(row.personId)).map((row) => ({ ...row, at: row.at.toISOString() }))
}
