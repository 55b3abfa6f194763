/** What a ticket says of itself was typed by somebody: by its opener, until another changed it. When one of them is erased with
 *  their words, theirs go and the others' stay. */
import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import type { EditedField, Entry, FilledField, GuestChange, TicketEvent } from '@/lib/chat/schema'
import type { TicketRow } from '@/lib/tickets/dto'

/** Without an item a ticket must say something. */
export const WITHOUT_SUMMARY = sql`case when ${tickets.catalogueItemId} is null then '…' else '' end`

/** The body that an entry is to have, by its seq. */
export type Bodies = [seq: number, body: Entry['body']][]

/** Under the ticket's lock. Answers the entries in which others, who changed it since, quote what it was: they are to have these
 *  bodies. What is searched of the ticket, and the deliveries' copies, are whoever calls this's. */
export async function forgetTyped(tx: Transaction, ticketId: string, personId: string): Promise<Bodies> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId))
  if (!ticket) return []
  const { isTheirs, quoting } = await typedBy(tx, ticket, personId)
  const fields = Object.entries(ticket.fields).filter(([code]) => !isTheirs(`field ${code}`))
  await tx
    .update(tickets)
    .set({
      fields: Object.fromEntries(fields),
      ...(isTheirs('summary') && { summary: WITHOUT_SUMMARY }),
      ...(isTheirs('guest') && { guestName: '' }),
    })
    .where(eq(tickets.id, ticketId))
  return quoting
}

type Change = EditedField | FilledField | GuestChange
type Changing = Extract<TicketEvent, { code: 'edited' | 'filled' | 'guest_set' }>

async function typedBy(tx: Transaction, ticket: TicketRow, personId: string) {
  const rows = await tx
    .select({ seq: entries.seq, authorId: entries.authorId, body: entries.body })
    .from(entries)
    .where(and(eq(entries.ticketId, ticket.id), eq(entries.kind, 'event'), IS_CHANGING))
    .orderBy(asc(entries.seq))
  const by = new Map<string, string | null>()
  const isTheirs = (what: string) => (by.has(what) ? by.get(what) : ticket.openerId) === personId
  const quoting: Bodies = []
  for (const { seq, authorId, body } of rows as { seq: number; authorId: string | null; body: Changing }[]) {
    const changes = (body.params.changes as Change[]).map((change) => {
      const words = wordsIn(change, ticket)
      const isQuote = authorId !== personId && words.some(isTheirs)
      for (const what of words) by.set(what, authorId)
      return isQuote ? withoutFrom(change) : change
    })
    const isQuoting = changes.some((change, index) => change !== body.params.changes[index])
    if (isQuoting)
      quoting.push([
        seq,
        { ...body, unquoted: true, params: { ...body.params, changes } } as Changing & { unquoted: true },
      ])
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

/** The same object when it says nothing of what was. */
function withoutFrom(change: Change): Change {
  if (!('from' in change) || !change.from) return change
  if ('code' in change) return { ...change, from: null }
  return { ...change, from: change.field === 'fields' ? {} : '' }
}
