'use client'
/** A new ticket as one line: what it is understood as, what it leaves open, and what becomes of it. */
import { useMemo, useState } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { type Hotel, useHotel } from '@/components/shell/hotel-provider'
import type { Draft } from '@/components/tickets/new-ticket/draft'
import { useCandidates } from '@/components/tickets/new-ticket/use-candidates'
import type { NewTicket } from '@/components/tickets/new-ticket/use-new-ticket'
import { serverNow } from '@/lib/client/clock'
import { momentOf } from '@/lib/client/due-moment'
import { type Answer, answersOf, type Question, questionOf } from '@/lib/tickets/quick/answers'
import { indexHotel, type Reading, readLine } from '@/lib/tickets/quick/quick-entry'
import type { Ticket } from '@/lib/tickets/schema'
import { completionsOf } from './completions'

/** Something to choose under the line; choosing it is writing it. */
export interface Choice {
  id: string
  kind: 'completion' | Answer['kind']
  label: string
  hint: string
  line: string
}

/** Where the focus belongs after trying to open it. */
export type Stop = 'line' | 'department' | 'details' | null

export function useQuickEntry(form: NewTicket, onAdded: (ticket: Ticket) => void) {
  const hotel = useHotel()
  const outbox = useOutbox()
  const candidates = useCandidates()
  const { line } = form.draft
  const index = useMemo(() => indexHotel([...hotel.places.values()], [...hotel.catalogue.values()]), [hotel])
  const reading = useMemo(() => readLine(line, index), [line, index])
  const [isTried, setTried] = useState(false)

  const completions = completionsOf(line, reading, candidates)
  // While the last word may still become what it is asked about, it is not asked about.
  const isUnderWay = completions.length > 0 && isAboutLast(reading) && !isTried
  const question: Question | null = isUnderWay ? null : questionOf(reading)
  const choices: Choice[] = question
    ? answersOf(line, reading, index, (id) => hotel.what(asked(id))).map((answer) => choiceOf(answer, hotel))
    : completions.map((completion) => ({ ...completion, kind: 'completion' }))

  const type = (text: string) => {
    setTried(false)
    form.change(understoodAs(text, readLine(text, index), hotel, form.draft.departmentId))
  }

  /** Open it, unless something is still to be said: answers where. */
  const submit = (): Stop => {
    setTried(true)
    if (questionOf(reading)) return 'line'
    const trouble = form.submit()
    if (!trouble) return null
    if (trouble.field === 'department') return 'department'
    if (trouble.field === 'what' || trouble.field === 'place') return 'line'
    form.showDetails(trouble.field)
    return 'details'
  }

  const canAdd = reading.message !== ''
  /** What was written becomes a message on a ticket that is there already. */
  const addTo = (ticket: Ticket) => {
    if (!canAdd) return
    outbox.send(ticket.id, reading.message)
    form.clear()
    setTried(false)
    onAdded(ticket)
  }

  return { line, reading, question, choices, isTried, type, submit, canAdd, addTo }
}

export type QuickEntry = ReturnType<typeof useQuickEntry>

/** Nothing but the last word is in question. */
function isAboutLast({ words, place, item }: Reading): boolean {
  const last = words.length - 1
  if (place.kind === 'unsure') return place.at.includes(last)
  return item.kind !== 'unsure' || item.matches.every(({ at }) => at.includes(last))
}

const asked = (catalogueItemId: string) => ({ catalogueItemId, summary: '', quantity: 1 })

function choiceOf(answer: Answer, hotel: Hotel): Choice {
  if (answer.kind === 'item') return { ...answer, label: hotel.what(asked(answer.id)), hint: '' }
  if (answer.kind !== 'place')
    return { id: answer.kind, kind: answer.kind, label: answer.said, hint: '', line: answer.line }
  const within = hotel.places.get(answer.id)?.parentId ?? null
  return { ...answer, label: hotel.placeName(answer.id), hint: hotel.placeName(within) }
}

/** The form's fields as the line fills them. A department that was chosen by hand stays while there is no item to name one. */
function understoodAs(
  line: string,
  { place, item, quantity, priority, due, text }: Reading,
  hotel: Hotel,
  chosen: string | null,
): Partial<Draft> {
  const itemId = item.kind === 'known' ? item.match.id : null
  return {
    line,
    place:
      place.kind === 'known'
        ? { text: hotel.placeName(place.id), id: place.id }
        : { text: place.kind === 'unsure' ? place.said : '', id: null },
    what: itemId === null ? { text, id: null } : { text: hotel.what(asked(itemId)), id: itemId },
    quantity: String(quantity ?? 1),
    departmentId: itemId === null ? chosen : null,
    priority,
    dueAt: due && momentOf(due, serverNow(), hotel.settings.timeZone),
    note: itemId === null ? '' : text,
  }
}
