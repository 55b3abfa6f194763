/** An edit as it is typed, and what of it is a change. Pure. */
import { asWallClock, fromWallClock } from '@/lib/client/hotel-time'
import type { Edits } from '@/lib/client/tickets'
import type { Priority, Ticket } from '@/lib/tickets/schema'

export interface EditDraft {
  place: { text: string; id: string | null }
  summary: string
  quantity: string
  priority: Priority
  /** Day and wall-clock time in the hotel: "2026-03-29", "14:10". */
  day: string
  time: string
}

export type EditTrouble = Partial<
  Record<'place' | 'summary' | 'quantity' | 'due', 'place' | 'what' | 'long' | 'quantity' | 'time'>
>

export const SUMMARY_MAX = 200

export function draftOf(ticket: Ticket, placeName: string, timeZone: string): EditDraft {
  const [day = '', time = ''] = asWallClock(ticket.dueAt, timeZone).split('T')
  const { summary, quantity, priority } = ticket
  return { place: { text: placeName, id: ticket.placeId }, summary, quantity: String(quantity), priority, day, time }
}

export function troubleOf(draft: EditDraft, ticket: Ticket, timeZone: string): EditTrouble {
  const trouble: EditTrouble = {}
  const quantity = Number(draft.quantity)
  if (draft.place.id === null && draft.place.text.trim() !== '') trouble.place = 'place'
  if (draft.summary.trim() === '' && ticket.catalogueItemId === null) trouble.summary = 'what'
  if ([...draft.summary.trim()].length > SUMMARY_MAX) trouble.summary = 'long'
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 999) trouble.quantity = 'quantity'
  if (fromWallClock(wallOf(draft), timeZone) === null) trouble.due = 'time'
  return trouble
}

/** Only what differs from the ticket. */
export function editsOf(draft: EditDraft, ticket: Ticket, timeZone: string): Edits {
  const edits: Edits = {}
  const summary = draft.summary.trim()
  const due = fromWallClock(wallOf(draft), timeZone)
  if (draft.place.id !== ticket.placeId) edits.placeId = draft.place.id
  if (summary !== ticket.summary) edits.summary = summary
  if (Number(draft.quantity) !== ticket.quantity) edits.quantity = Number(draft.quantity)
  if (draft.priority !== ticket.priority) edits.priority = draft.priority
  // The field knows no seconds: only another minute is another time.
  if (due !== null && wallOf(draft) !== asWallClock(ticket.dueAt, timeZone)) edits.dueAt = due
  return edits
}

/** The draft carried over to a newer ticket: what the editor touched stays, the rest follows the ticket. */
export function rebased(draft: EditDraft, before: EditDraft, now: EditDraft): EditDraft {
  const isTouched = (field: keyof EditDraft) => JSON.stringify(draft[field]) !== JSON.stringify(before[field])
  return {
    place: isTouched('place') ? draft.place : now.place,
    summary: isTouched('summary') ? draft.summary : now.summary,
    quantity: isTouched('quantity') ? draft.quantity : now.quantity,
    priority: isTouched('priority') ? draft.priority : now.priority,
    day: isTouched('day') ? draft.day : now.day,
    time: isTouched('time') ? draft.time : now.time,
  }
}

/** "9:05" and "09.05" are said as "09:05". */
function wallOf({ day, time }: EditDraft): string {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(time) ?? []
  return `${day}T${hours.padStart(2, '0')}:${minutes}`
}
