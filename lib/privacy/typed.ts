/** What a ticket says of itself was typed by somebody in some entry: by its opener, until another changed it. When that entry says
 *  nothing any more, or its author is erased with their words, it goes, and what others typed stays. */
import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { withoutQuotes } from '@/lib/chat/removal'
import type { EditedField, Entry, FilledField, GuestChange, TicketEvent } from '@/lib/chat/schema'
import type { TicketRow } from '@/lib/tickets/dto'

/** Without an item a ticket must say something. */
export const WITHOUT_SUMMARY = sql`case when ${tickets.catalogueItemId} is null then '…' else '' end`

/** The body that an entry is to have, by its seq. */
export type Bodies = [seq: number, body: Entry['body']][]

/** In which entry something was typed, and by whom. */
interface Typed {
  seq: number
  authorId: string | null
}

export type IsGone = (typed: Typed) => boolean

export interface Forgotten {
  /** What the ticket says now in the place of what it said; it has been written. */
  says: Partial<Pick<TicketRow, 'summary' | 'guestName' | 'fields'>>
  /** The entries in which others, who changed it since, quote what it was: they are to have these bodies. */
  quoting: Bodies
}

/** Under the ticket's lock. What is searched of the ticket, and the deliveries' copies, are whoever calls this's. */
export async function forgetTyped(tx: Transaction, ticketId: string, isGone: IsGone): Promise<Forgotten> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId))
  if (!ticket) return { says: {}, quoting: [] }
  const { isTheirs, quoting } = await typedIn(tx, ticket, isGone)
  const fields = Object.entries(ticket.fields)
  const left = fields.filter(([code]) => !isTheirs(`field ${code}`))
  const says = {
    ...(left.length < fields.length && { fields: Object.fromEntries(left) }),
    ...(isTheirs('summary') && { summary: ticket.catalogueItemId === null ? '…' : '' }),
    ...(isTheirs('guest') && { guestName: '' }),
  }
  if (Object.keys(says).length > 0) await tx.update(tickets).set(says).where(eq(tickets.id, ticketId))
  return { says, quoting }
}

type Change = EditedField | FilledField | GuestChange
type Changing = Extract<TicketEvent, { code: 'edited' | 'filled' | 'guest_set' }>

/** Who typed last what the ticket says, and who quotes what is gone. */
async function typedIn(tx: Transaction, ticket: TicketRow, isGone: IsGone) {
  const rows = await tx
    .select({ seq: entries.seq, authorId: entries.authorId, body: entries.body })
    .from(entries)
    .where(and(eq(entries.ticketId, ticket.id), eq(entries.kind, 'event'), IS_CHANGING))
    .orderBy(asc(entries.seq))
  const by = new Map<string, Typed>()
  const opening = { seq: 1, authorId: ticket.openerId }
  const isTheirs = (what: string) => isGone(by.get(what) ?? opening)
  const quoting: Bodies = []
  for (const { seq, authorId, body } of rows) {
    const words = (body as Changing).params.changes.flatMap((change) => wordsIn(change, ticket))
    const isQuoting = !isGone({ seq, authorId }) && words.some(isTheirs)
    const unquoted = isQuoting ? withoutQuotes(body) : body
    if (unquoted !== body) quoting.push([seq, unquoted])
    for (const what of words) by.set(what, { seq, authorId })
  }
  return { isTheirs, quoting }
}

const IS_CHANGING = sql`${entries.body}->>'code' in ('edited', 'filled', 'guest_set')`

function wordsIn(change: Change, ticket: TicketRow): string[] {
  if ('code' in change) return [`field ${change.code}`]
  if ('what' in change) return change.what === 'name' ? ['guest'] : []
  if (change.field === 'fields') return Object.keys(ticket.fields).map((code) => `field ${code}`)
  return change.field === 'summary' ? ['summary'] : []
}
