/** What is asked for, as conditions over a ticket and its text. */
import 'server-only'
import { and, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { tickets, ticketTexts } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { isOnHoldRegister } from '@/lib/tickets/legal-hold'
import { visibleTo } from '@/lib/tickets/visible'
import { PHOTO_WORD } from './document'
import { mark, marksSeenBy } from './marks'
import type { HistoryQuery } from './schema'
import { type Term, termsOf } from './terms'

/** What is to be found, in pages of whatever size. */
export type Wanted = Omit<HistoryQuery, 'cursor' | 'limit'>

export interface Asked {
  query: Wanted
  terms: Term[]
  /** The ticket's number, when that is what was typed. */
  number: number | null
}

/** "T-4127" is nothing but a number. */
export function askedIn(query: Wanted): Asked {
  const [, prefix, digits] = /^(t-)?(\d{1,9})$/i.exec(query.q) ?? []
  return { query, terms: prefix ? [] : termsOf(query.q), number: digits === undefined ? null : Number(digits) }
}

/** Every condition on a ticket of these buckets (an SQL array of their marks; without them of all): first what the index narrows
 *  by, then what is so. */
export const isAsked = (actor: Actor, asked: Asked, buckets?: SQL): SQL | undefined =>
  and(narrowedBy(actor, asked, buckets), visibleTo(actor), isSo(asked.query), inOneEntry(asked))

function narrowedBy(actor: Actor, { query, terms, number }: Asked, buckets?: SQL): SQL | undefined {
  const { marks } = ticketTexts
  const anyOf = (values: readonly string[] | null | undefined, toMark: (value: never) => string = (value) => value) =>
    values ? sql`${marks} && ${arrayOf(values.map((value) => toMark(value as never)))}` : undefined
  // Signs alone are no word, and nobody has said them.
  const isWordless = terms.length === 0 && number === null && query.q.trim() !== ''
  const words = isWordless ? sql`false` : said(terms)
  const isNumber = number === null ? undefined : sql`${marks} @> ${arrayOf([mark.number(number)])}`
  return and(
    buckets && sql`${marks} && ${buckets}`,
    or(words, isNumber),
    anyOf(marksSeenBy(actor)),
    anyOf(query.place, mark.place),
    anyOf(query.person, mark.person),
    anyOf(query.department, mark.department),
    anyOf(query.item, mark.item),
    anyOf(query.state, mark.status),
    anyOf(monthsOf(query)),
    anyOf(query.from, mark.author),
    anyOf(ofPhotos(query) ? [mark.photo] : undefined),
  )
}

/** What the marks say only as of the ticket's text, asked of the ticket itself. */
export const isSo = ({ ticket, department, item, state, since, until, has }: Wanted): SQL | undefined =>
  and(
    ticket === undefined ? undefined : eq(tickets.id, ticket),
    has?.includes('legal_hold') ? isOnHoldRegister(tickets.id) : undefined,
    department && inArray(tickets.departmentId, department),
    item && inArray(tickets.catalogueItemId, item),
    state && inArray(tickets.status, state),
    since === undefined ? undefined : gte(tickets.openedAt, new Date(since)),
    until === undefined ? undefined : lt(tickets.openedAt, new Date(until)),
  )

const ofPhotos = ({ has }: Wanted): boolean => has?.includes('photo') ?? false

/** Whose words, or in whose photo's message, they are: one entry has it all, or the ticket itself says the rest. */
const inOneEntry = (asked: Asked): SQL | undefined =>
  asked.query.from || (ofPhotos(asked.query) && asked.terms.length > 0)
    ? sql`exists (select from ${LINES} where ${isHit(asked)})`
    : undefined

/** The lines of a ticket's text: 0 is its own. Three lists abreast: as a function with three arguments PostgreSQL would write
 *  them down first, which takes twice as long. */
export const LINES = sql`lateral (select unnest(string_to_array(${ticketTexts.text}, E'\\n')) as words,
  unnest(null::uuid || ${ticketTexts.authors}) as author, unnest(0 || ${ticketTexts.seqs}) as seq) line`

/** Whether a line is one to show; undefined when nothing is asked that an entry could say. */
export function isHit({ query, terms }: Asked): SQL | undefined {
  const isEntry = sql`line.seq > 0`
  const says = (line: SQL, term: Term) => sql`${line} like ${patternOf(term)}`
  if (!query.from && !ofPhotos(query))
    return terms.length === 0 ? undefined : and(isEntry, or(...terms.map((term) => says(sql`line.words`, term))))
  const own = sql`split_part(${ticketTexts.text}, E'\\n', 1)`
  return and(
    isEntry,
    query.from && sql`line.author = any(${`{${query.from.join(',')}}`}::uuid[])`,
    ofPhotos(query) ? sql`line.words like ${`%${PHOTO_WORD}%`}` : undefined,
    ...terms.map((term) => or(says(sql`line.words`, term), says(own, term))),
  )
}

/** By the longest words the index narrows. What is left of a long sentence is asked of what that has found: each word more would
 *  have the index read more, and narrow it no further. */
function said(terms: readonly Term[]): SQL | undefined {
  const { text } = ticketTexts
  const longestFirst = terms.toSorted((a, b) => b.length - a.length)
  return and(
    ...longestFirst.slice(0, NARROWING).map((term) => sql`${text} like ${patternOf(term)}`),
    ...longestFirst.slice(NARROWING).map((term) => sql`strpos(${text}, ${term}) > 0`),
  )
}

const NARROWING = 12

/** Folded words are letters, digits and blanks: nothing in them means something to LIKE. */
const patternOf = (term: Term): string => `%${term}%`

/** A list as PostgreSQL writes an array of texts; its elements are marks or ids. */
const arrayOf = (values: readonly string[]) => sql`${`{${values.join(',')}}`}::text[]`

const MOST_MONTHS = 36

/** The months that the dates lie in; null when they are open or too many. */
function monthsOf({ since, until }: Wanted): string[] | null {
  if (since === undefined) return null
  const [from, to] = [new Date(since), until === undefined ? new Date() : new Date(until)]
  const months: string[] = []
  for (let month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth())); month <= to; ) {
    months.push(mark.month(month))
    if (months.length > MOST_MONTHS) return null
    month = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1))
  }
  return months
}
