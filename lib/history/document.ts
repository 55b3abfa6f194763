/** What is searched of one ticket, made of the ticket and its journal. Pure: the same at whoever makes it. */
import 'server-only'
import type { Entry, TicketEvent } from '@/lib/chat/schema'
import type { Names } from '@/lib/names'
import type { TicketRow } from '@/lib/tickets/dto'
import type { Audience } from '@/lib/tickets/schema'
import { wordsOfEvent } from './event-words'
import { lineOf } from './fold'
import { mark, sightMarks } from './marks'

/** What the hotel calls the things that a ticket is about. */
export interface Called {
  /** A catalogue item's names and keywords, in every language. */
  item(itemId: string): string
  /** A place's name. */
  place(placeId: string): string
  /** A place and all it lies in, from the inside out. */
  placesAround(placeId: string): string[]
}

export interface Document {
  ticketId: string
  number: number
  seq: number
  text: string
  seqs: number[]
  authors: string[]
  marks: string[]
}

type Searched = Pick<Entry, 'seq' | 'authorId' | 'kind' | 'body'>

/** Of a thread that says more than so many folded letters, only the newest are searched: a text is written whole each time that its
 *  ticket grows, and letters beyond Latin are five each. */
export const LETTERS_MOST = 200_000
/** More than the longest message beyond Latin has. There are signs of eighteen letters each, and with a few thousand of them nobody
 *  is to push everybody else's words out. */
const LINE_MOST = 25_000

/** Stands for the clock, which is nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
/** The last word of a line that shows photos: in capitals, as no folded word is. */
export const PHOTO_WORD = 'PHOTO'

export function documentOf(
  ticket: TicketRow,
  audience: Audience,
  entries: readonly Searched[],
  called: Called,
): Document {
  const redacted = new Set(
    entries.flatMap(({ kind, body }) => (kind === 'redaction' ? [(body as Redacting).redactedSeq] : [])),
  )
  const lines = newestLines(entries.filter((entry) => !redacted.has(entry.seq) && !entry.body.removed))
  // Who wrote, also where there is no room for it any more.
  const authors = entries.flatMap((entry) => (entry.authorId && isWritten(entry) ? [entry.authorId] : []))
  return {
    ticketId: ticket.id,
    number: ticket.number,
    seq: ticket.lastSeq,
    text: [lineOf(ownWords(ticket, called)), ...lines.map(({ line }) => line)].join('\n'),
    seqs: lines.map(({ seq }) => seq),
    authors: lines.map(({ author }) => author),
    marks: [
      ...new Set([
        ...ownMarks(ticket, called),
        ...sightMarks(audience),
        ...authors.flatMap((id) => [mark.author(id), mark.person(id)]),
        ...(lines.some(({ isPhoto }) => isPhoto) ? [mark.photo] : []),
      ]),
    ],
  }
}

type Redacting = Extract<Entry, { kind: 'redaction' }>['body']

/** As many as there is room for, the oldest first. */
function newestLines(entries: readonly Searched[]) {
  const lines = []
  let letters = 0
  for (const entry of entries.toReversed()) {
    const text = wordsOf(entry)
    letters += text?.line.length ?? 0
    if (letters > LETTERS_MOST) break
    if (text !== null) lines.push({ seq: entry.seq, author: entry.authorId ?? NOBODY, ...text })
  }
  return lines.reverse()
}

const ownWords = ({ summary, guestName, fields, catalogueItemId, placeId }: TicketRow, called: Called): string =>
  [
    summary,
    guestName,
    ...Object.values(fields).filter((value) => typeof value !== 'boolean'),
    catalogueItemId ? called.item(catalogueItemId) : '',
    placeId ? called.place(placeId) : '',
  ].join(' ')

const ownMarks = (ticket: TicketRow, called: Called): string[] => [
  mark.bucket(ticket.number),
  mark.number(ticket.number),
  mark.status(ticket.status),
  mark.month(ticket.openedAt),
  mark.department(ticket.departmentId),
  ...(ticket.catalogueItemId ? [mark.item(ticket.catalogueItemId)] : []),
  ...(ticket.placeId ? called.placesAround(ticket.placeId).map(mark.place) : []),
  ...[ticket.openerId, ticket.assigneeId].flatMap((id) => (id ? [mark.person(id)] : [])),
]

/** What an entry says in words; null when it says none and shows nothing. */
function wordsOf({ kind, body }: Searched): { line: string; isPhoto: boolean } | null {
  if (kind === 'message') {
    const { text, reply, photos = [] } = body as Extract<Entry, { kind: 'message' }>['body']
    const isPhoto = photos.length > 0
    const line = cut(lineOf([text, ...(reply ? otherTexts(reply.texts, text) : [])].join(' ')))
    return { line: isPhoto ? `${line}${PHOTO_WORD} ` : line, isPhoto }
  }
  const words = kind === 'event' ? wordsOfEvent(body as TicketEvent) : []
  return words.length === 0 ? null : { line: cut(lineOf(words.join(' '))), isPhoto: false }
}

/** At a word's end, so that each still stands between blanks. */
const cut = (line: string): string =>
  line.length <= LINE_MOST ? line : line.slice(0, line.lastIndexOf(' ', LINE_MOST) + 1)

const otherTexts = (texts: Names, text: string) => Object.values(texts).filter((one) => one !== text)

const isWritten = ({ kind, body }: Searched): boolean =>
  kind === 'message' || (kind === 'event' && wordsOfEvent(body as TicketEvent).length > 0)
