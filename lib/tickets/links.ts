/** The door to links between tickets. Promises: whoever does not see both of two tickets learns nothing of a link between
 *  them, not even that there is one; so a link is in no journal, and its own row says who made and who ended it. Screens that
 *  show one of the two to somebody who sees both are told. */
import 'server-only'
import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { v5 } from 'uuid'
import { type Database, db, type Transaction } from '@/db/client'
import { ticketLinks, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { whisper } from '@/lib/live/whispers'
import { audienceOf, toTicket } from './dto'
import type { LinkInput } from './requests'
import type { TicketLink } from './schema'
import { FOUND, type FoundTicket, findVisible, seekVisible, visibleTo, withLists } from './visible'

type Tx = Database | Transaction

/** Of a ticket that the actor sees: those whose other ticket they see too, the first made first. */
export async function linksOf(tx: Tx, actor: Actor, ticketId: string): Promise<TicketLink[]> {
  const isFrom = eq(ticketLinks.ticketId, ticketId)
  const isTheOther = or(
    and(isFrom, eq(tickets.id, ticketLinks.otherId)),
    and(eq(ticketLinks.otherId, ticketId), eq(tickets.id, ticketLinks.ticketId)),
  )
  const rows = await tx
    .select({ found: FOUND, link: ticketLinks })
    .from(ticketLinks)
    .innerJoin(tickets, isTheOther)
    .where(and(HOLDS, visibleTo(actor)))
    .orderBy(asc(ticketLinks.madeAt), asc(ticketLinks.id))
  return rows.map(({ found, link }) => {
    const ticket = withLists(found)
    return {
      ticket: toTicket(ticket, ticket),
      kind: link.kind,
      isFrom: link.ticketId === ticketId,
      madeById: link.madeById,
      madeAt: link.madeAt.toISOString(),
    }
  })
}

/** The two are linked anew by it if they were in another way. 409 when the id has made another link. */
export function linkTickets(actor: Actor, ticketId: string, otherId: string, input: LinkInput): Promise<TicketLink[]> {
  if (ticketId === otherId) throw new AppError('invalid', 'same_ticket', { field: 'params.otherId' })
  return changePair(actor, ticketId, otherId, async (tx) => {
    const [known] = await tx.select().from(ticketLinks).where(eq(ticketLinks.id, input.id))
    if (known) {
      const isIt = known.ticketId === ticketId && known.otherId === otherId && known.kind === input.kind
      if (!isIt || known.madeById !== actor.personId) throw new AppError('conflict', 'id_reused')
      return
    }
    await endPair(tx, actor, ticketId, otherId)
    const made = { ...input, ticketId, otherId, madeById: actor.personId, madeAt: NOW }
    const rows = await tx
      .insert(ticketLinks)
      .values(made)
      .onConflictDoNothing({ target: ticketLinks.id })
      .returning({ id: ticketLinks.id })
    // At this moment between two others, under locks that are not ours.
    if (rows.length === 0) throw new AppError('conflict', 'id_reused')
  })
}

/** Twice is not an error. */
export const unlinkTickets = (actor: Actor, ticketId: string, otherId: string): Promise<TicketLink[]> =>
  changePair(actor, ticketId, otherId, (tx) => endPair(tx, actor, ticketId, otherId))

/** One change of a pair at a time: both rows are locked, through what the actor may see, in the order of ids. */
async function changePair(
  actor: Actor,
  ticketId: string,
  otherId: string,
  work: (tx: Transaction) => Promise<void>,
): Promise<TicketLink[]> {
  const { pair, links } = await db().transaction(async (tx) => {
    const pair: FoundTicket[] = []
    for (const id of [ticketId, otherId].sort()) pair.push(await findVisible(tx, actor, id, { lock: true }))
    await work(tx)
    return { pair, links: await linksOf(tx, actor, ticketId) }
  })
  await tellOfLink(pair)
  return links
}

/** What cancelling a ticket as a duplicate makes, under that ticket's lock. Two that are linked already stay as they are. */
export async function linkDuplicate(
  tx: Transaction,
  actor: Actor,
  { ticketId, otherId, changeId }: { ticketId: string; otherId: string; changeId: string },
): Promise<void> {
  const made = { id: idFor(ticketId, changeId), ticketId, otherId, kind: 'duplicate' as const }
  await tx
    .insert(ticketLinks)
    .values({ ...made, madeById: actor.personId, madeAt: NOW })
    .onConflictDoNothing()
}

/** Taking the cancelling back takes its link back. Answers the two, for `tellOfLink`; none when it made no link. */
export async function unlinkDuplicate(
  tx: Transaction,
  actor: Actor,
  ticket: FoundTicket,
  changeId: string,
): Promise<FoundTicket[]> {
  const [ended] = await tx
    .update(ticketLinks)
    .set({ endedAt: NOW, endedById: actor.personId })
    .where(and(HOLDS, eq(ticketLinks.id, idFor(ticket.id, changeId))))
    .returning({ otherId: ticketLinks.otherId })
  const original = ended && (await seekVisible(tx, actor, ended.otherId))
  return original ? [ticket, original] : []
}

/** Of the link that this change made. */
const idFor = (ticketId: string, changeId: string): string => v5(`duplicate ${ticketId}`, changeId)

/** After the commit. Heard by those alone who may see both. */
export async function tellOfLink(pair: FoundTicket[]): Promise<void> {
  for (const one of pair)
    for (const other of pair)
      if (one !== other)
        await whisper({
          event: 'links',
          data: { ticketId: one.id },
          audience: audienceOf(one, one),
          other: audienceOf(other, other),
        })
}

const endPair = async (tx: Transaction, actor: Actor, ticketId: string, otherId: string): Promise<void> => {
  await tx
    .update(ticketLinks)
    .set({ endedAt: NOW, endedById: actor.personId })
    .where(and(HOLDS, or(between(ticketId, otherId), between(otherId, ticketId))))
}

const NOW = sql`clock_timestamp()`
const HOLDS = isNull(ticketLinks.endedAt)

const between = (ticketId: string, otherId: string): SQL | undefined =>
  and(eq(ticketLinks.ticketId, ticketId), eq(ticketLinks.otherId, otherId))
