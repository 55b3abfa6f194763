/** What the hotel knew of a ticket at a moment: rebuilt from its entries and reads alone. Shared, and pure. What was done without
 *  a network is known from when it arrived, however long before that it was done. */
import type { EditedField, Entry, FilledField, TicketEvent } from '@/lib/chat/schema'
import type { FieldValue, FieldValues, HoldReason, Priority, Status, Ticket } from '@/lib/tickets/schema'
import type { Opening, StoryEntry, StoryRead } from './schema'

export interface Moment {
  /** The newest entry that was known. */
  seq: number
  status: Status
  /** What it goes back to from hold. */
  heldFrom: Status | null
  holdReason: HoldReason | null
  assigneeId: string | null
  departmentId: string
  restricted: boolean
  placeId: string | null
  summary: string
  quantity: number
  fields: FieldValues
  priority: Priority
  /** Up to which entry everybody had read who had read any of it. */
  readers: ReadonlyMap<string, ReadThen>
}

export interface ReadThen {
  seq: number
  at: string
}

export interface Story {
  /** As it is now, or was at any time after the moments that are asked for. */
  ticket: Ticket
  opening: Opening
  /** All of them, by seq. */
  entries: readonly StoryEntry[]
  /** By their moments. */
  reads: readonly StoryRead[]
}

/** The ticket at a moment (ISO 8601 in UTC). Null before it was opened, and before what is left of its journal tells. */
export function storyAt(story: Story, moment: string): Moment | null {
  const known = story.entries.filter(({ receivedAt }) => receivedAt <= moment)
  const last = known.at(-1)
  const from = story.opening.seq
  if (!last || last.seq < from) return null
  const later = known.filter(({ seq }) => seq > from)
  const state = tell(openingOf(story), later)
  return { ...state, seq: last.seq, readers: readersAt(story.reads, moment, last.seq) }
}

type State = Omit<Moment, 'seq' | 'readers'>

/** As it was opened, or where its story begins. The first time that something changed tells what it was before; what never
 *  changed is as it is now. */
function openingOf({ ticket, opening, entries }: Story): State {
  const { seq: _, ...state } = opening
  // What the ticket does not know of yet says nothing of it.
  const told = entries.filter(({ seq }) => seq > opening.seq && seq <= ticket.lastSeq)
  const events = told.flatMap((entry) => (entry.kind === 'event' ? [entry.body] : []))
  const transfer = events.find((event) => event.code === 'transferred')
  const edits = events.flatMap((event) => (event.code === 'edited' ? event.params.changes : []))
  const edited = (field: EditedField['field']) => edits.find((change) => change.field === field)
  const was = <T>(field: EditedField['field'], now: T): T => {
    const change = edited(field)
    return change ? ((change.from ?? UNSAID[field] ?? null) as T) : now
  }
  return {
    ...state,
    departmentId: transfer?.params.from ?? ticket.departmentId,
    placeId: firstPlace(events, ticket.placeId),
    summary: was('summary', ticket.summary),
    quantity: was('quantity', ticket.quantity),
    fields: firstFields(events, ticket.fields),
    priority: was('priority', ticket.priority),
  }
}

function firstPlace(events: readonly TicketEvent[], now: string | null): string | null {
  for (const event of events) {
    if (event.code === 'guest_moved') return event.params.from
    const change = event.code === 'edited' && event.params.changes.find(({ field }) => field === 'placeId')
    if (change) return change.from as string | null
  }
  return now
}

/** Backwards from now, because a field may be filled in one by one. */
function firstFields(events: readonly TicketEvent[], now: FieldValues): FieldValues {
  return events.reduceRight((fields, event) => {
    if (event.code === 'filled') return withFields(fields, event.params.changes, (change) => change.from)
    const change = event.code === 'edited' && event.params.changes.find(({ field }) => field === 'fields')
    return change ? ((change.from ?? {}) as FieldValues) : fields
  }, now)
}

function withFields(
  fields: FieldValues,
  changes: readonly FilledField[],
  pick: (change: FilledField) => FieldValue | null,
): FieldValues {
  const next = { ...fields }
  for (const change of changes) {
    const value = pick(change)
    if (value === null) delete next[change.code]
    else next[change.code] = value
  }
  return next
}

function tell(opening: State, known: readonly Entry[]): State {
  const before = new Map<number, State>()
  let state = opening
  for (const entry of known) {
    if (entry.kind !== 'event') continue
    before.set(entry.seq, state)
    const { body } = entry
    state = body.code === 'undone' ? undone(state, before.get(body.params.seq)) : after(state, body, entry.authorId)
  }
  return state
}

/** What a change that can be taken back may have touched. */
const undone = (state: State, was: State | undefined): State =>
  was
    ? {
        ...state,
        ...{ status: was.status, heldFrom: was.heldFrom, holdReason: was.holdReason },
        ...{ assigneeId: was.assigneeId, departmentId: was.departmentId },
      }
    : state

const be = (state: State, status: Status): State => ({ ...state, status, heldFrom: null, holdReason: null })

/** What is on hold stays so, whoever has it. */
function having(state: State, assigneeId: string | null): State {
  const status = assigneeId === null ? 'new' : 'accepted'
  const into = state.status === 'on_hold' ? { heldFrom: status } : { status }
  return { ...state, ...(into as Partial<State>), assigneeId }
}

function after(state: State, event: TicketEvent, authorId: string | null): State {
  switch (event.code) {
    case 'accepted':
    case 'taken_over':
      return having(state, authorId)
    case 'released':
    case 'unassigned':
      return having(state, null)
    case 'assigned':
      return having(state, event.params.to)
    case 'started':
      return be(state, 'in_progress')
    case 'held':
      return { ...state, status: 'on_hold', heldFrom: state.status, holdReason: event.params.reason }
    case 'resumed':
      return be(state, state.heldFrom ?? 'new')
    case 'completed':
      return be(state, 'done')
    case 'sent_back':
      return be(state, 'accepted')
    case 'closed':
      return be(state, 'closed')
    case 'cancelled':
      return be(state, 'cancelled')
    case 'reopened':
      return { ...be(state, 'new'), assigneeId: null }
    case 'transferred':
      return { ...be(state, 'new'), assigneeId: null, departmentId: event.params.to }
    case 'edited':
      return { ...state, ...Object.fromEntries(event.params.changes.flatMap(rebuiltChange)) }
    case 'filled':
      return { ...state, fields: withFields(state.fields, event.params.changes, (change) => change.to) }
    case 'guest_moved':
      return { ...state, placeId: event.params.to }
    case 'restricted':
      return { ...state, restricted: true }
    case 'restriction_lifted':
      return { ...state, restricted: false }
    default:
      return state
  }
}

/** When it is due is not rebuilt. */
const rebuiltChange = ({ field, to }: EditedField) =>
  field === 'dueAt' ? [] : [[field, to ?? UNSAID[field] ?? null] as const]

/** In the place of words that were removed. */
const UNSAID: Partial<Record<EditedField['field'], string | FieldValues>> = { summary: '', fields: {} }

function readersAt(reads: readonly StoryRead[], moment: string, lastSeq: number): ReadonlyMap<string, ReadThen> {
  const readers = new Map<string, ReadThen>()
  for (const { personId, seq, at } of reads) {
    if (at > moment) continue
    // A read is dated from the beginning of its transaction: a hair before what it was of.
    if ((readers.get(personId)?.seq ?? 0) < seq) readers.set(personId, { seq: Math.min(seq, lastSeq), at })
  }
  return readers
}
