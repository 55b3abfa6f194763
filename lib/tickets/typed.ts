/** What a ticket says of itself was typed by somebody in some entry: by its opener, until it was changed. When its author is erased with
 *  their words it goes, and what others typed stays; when that entry is removed, what later changes quote of it goes, and the next
 *  one does not quote it. */
import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { codesChanged, codesIn, withoutQuotes } from '@/lib/chat/removal'
import type { EditedField, Entry, FilledField, GuestChange, TicketEvent } from '@/lib/chat/schema'
import type { TicketRow } from './dto'

/** Without an item a ticket must say something. */
export const WITHOUT_SUMMARY = sql`case when ${tickets.catalogueItemId} is null then '…' else '' end`

/** The body that an entry is to have, by its seq. */
export type Bodies = [seq: number, body: Entry['body']][]

/** In which entry something was typed, and by whom. */
interface Typed {
  seq: number
  authorId: string | null
  /** That entry says nothing any more. */
  isRemoved: boolean
}

export type IsGone = (typed: Typed) => boolean

/** Under the ticket's lock. Answers the later entries, of whomever, that quote what was typed, with the bodies that they are to have. */
export async function quotesOf(tx: Transaction, ticketId: string, isGone: IsGone): Promise<Bodies> {
  const ticket = await findTicket(tx, ticketId)
  return ticket ? (await typedIn(tx, ticket, isGone)).quoting : []
}

/** Under the ticket's lock: takes what somebody typed out of the ticket itself, and answers the quotes of it. What is searched of the
 *  ticket, and the deliveries' copies, are whoever calls this's. */
export async function forgetTyped(tx: Transaction, ticketId: string, personId: string): Promise<Bodies> {
  const ticket = await findTicket(tx, ticketId)
  if (!ticket) return []
  const { isTheirs, quoting } = await typedIn(tx, ticket, ({ authorId }) => authorId === personId)
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

/** Under the ticket's lock: a change that is about to be written, without what the ticket says of an entry whose words were removed. */
export async function withoutRemoved(tx: Transaction, ticket: TicketRow, event: TicketEvent): Promise<TicketEvent> {
  const { removed, unquoted, ...plain } = withoutQuotes(event) as TicketEvent &
    Partial<Record<'removed' | 'unquoted', true>>
  if (!unquoted) return event
  const { isTheirs } = await typedIn(tx, ticket, ({ isRemoved }) => isRemoved)
  const words = (event as Changing).params.changes.flatMap((change) => named(change, ticket))
  return words.some(isTheirs) ? (plain as TicketEvent) : event
}

const findTicket = async (tx: Transaction, ticketId: string) =>
  (await tx.select().from(tickets).where(eq(tickets.id, ticketId)))[0]

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
  const opening = { seq: 1, authorId: ticket.openerId, isRemoved: false }
  const isTheirs = (what: string) => isGone(by.get(what) ?? opening)
  const quoting: Bodies = []
  for (const { seq, authorId, body } of rows) {
    const { changes } = (body as Changing).params
    const typed = { seq, authorId, isRemoved: body.removed !== undefined }
    const isQuoting = !isGone(typed) && changes.some((change) => named(change, ticket).some(isTheirs))
    const unquoted = isQuoting ? withoutQuotes(body) : body
    if (unquoted !== body) quoting.push([seq, unquoted])
    for (const what of changes.flatMap((change) => changed(change, ticket))) by.set(what, typed)
  }
  return { isTheirs, quoting }
}

const IS_CHANGING = sql`${entries.body}->>'code' in ('edited', 'filled', 'guest_set')`

/** What a change has words of, before or after it: of all fields it names also those that it left as they were. */
function named(change: Change, ticket: TicketRow): string[] {
  if ('code' in change) return [`field ${change.code}`]
  if ('what' in change) return change.what === 'name' ? ['guest'] : []
  if (change.field === 'fields') return fieldsOf(change, ticket, codesIn)
  return change.field === 'summary' ? ['summary'] : []
}

/** What was typed with it. */
const changed = (change: Change, ticket: TicketRow): string[] =>
  'field' in change && change.field === 'fields' ? fieldsOf(change, ticket, codesChanged) : named(change, ticket)

/** Of a change whose words are gone it is not known any more which fields it was about: then it may have been any. */
const fieldsOf = (change: EditedField, { fields }: TicketRow, codes: (change: EditedField) => string[]): string[] =>
  (codesIn(change).length === 0 ? Object.keys(fields) : codes(change)).map((code) => `field ${code}`)
