/** What a ticket's journal comes to in figures. Pure: the same entries give the same figures, whoever counts and when. A change
 *  that was taken back never happened. */
import 'server-only'
import type { EntryKind, TicketEvent } from '@/lib/chat/schema'

/** An entry, as far as figures come from it. */
export interface Happened {
  seq: number
  kind: EntryKind
  authorId: string | null
  at: Date
  /** Null for what is no event. */
  event: TicketEvent | null
  /** When the ticket was due after it; null for what is no event. */
  dueAt: Date | null
}

/** What a ticket comes to. Whole seconds since its opening; null for what has not happened. */
export interface TicketFigures {
  /** Until somebody had it for the first time. */
  acceptS: number | null
  /** Until somebody else than its opener first wrote in it. */
  answerS: number | null
  /** Until it was done: what was sent back was not, and what was closed once stays done, though it was reopened. */
  doneS: number | null
  /** On hold until then. */
  holdS: number | null
  /** Whether it was done when it was due, or before. */
  isHit: boolean | null
  reopens: number
  /** Closed or cancelled, at least once. */
  hasEnded: boolean
  /** It is now. */
  isCancelled: boolean
  /** Who had it when it was done, or has it now. */
  personId: string | null
}

interface Done {
  at: Date
  holdMs: number
  dueAt: Date | null
  personId: string | null
}

/** In the order of their seq, from the first. */
export function figuresOf(all: readonly Happened[]): TicketFigures {
  const entries = withoutUndone(all)
  const [first] = entries
  const sinceOpening = (at: Date | undefined) => (at && first ? seconds(at.getTime() - first.at.getTime()) : null)
  const { done, hasEnded, isCancelled, reopens, personId } = livedIn(entries)
  const isAnswer = ({ kind, authorId }: Happened) => kind === 'message' && authorId !== first?.authorId
  return {
    acceptS: sinceOpening(entries.find(({ event }) => event && TAKEN.has(event.code))?.at),
    answerS: sinceOpening(entries.find(isAnswer)?.at),
    doneS: sinceOpening(done?.at),
    holdS: done ? seconds(done.holdMs) : null,
    isHit: done?.dueAt ? done.at <= done.dueAt : null,
    ...{ reopens, hasEnded, isCancelled },
    personId: done ? done.personId : personId,
  }
}

const seconds = (ms: number) => Math.floor(ms / 1_000)
const TAKEN: ReadonlySet<string> = new Set(['accepted', 'assigned', 'taken_over'])

function withoutUndone(entries: readonly Happened[]): readonly Happened[] {
  const undone = new Set(entries.flatMap(({ event }) => (event?.code === 'undone' ? [event.params.seq] : [])))
  return undone.size === 0 ? entries : entries.filter(({ seq, event }) => !undone.has(seq) && event?.code !== 'undone')
}

function livedIn(entries: readonly Happened[]) {
  let heldAt: Date | null = null
  let holdMs = 0
  let personId: string | null = null
  let done: Done | null = null
  let isSettled = false
  let [hasEnded, isCancelled, reopens] = [false, false, 0]
  const unhold = (at: Date) => {
    if (heldAt) holdMs += at.getTime() - heldAt.getTime()
    heldAt = null
  }
  for (const { event, at, authorId, dueAt } of entries) {
    switch (event?.code) {
      case 'accepted':
      case 'taken_over':
        personId = authorId
        break
      case 'assigned':
        personId = event.params.to
        break
      case 'released':
      case 'unassigned':
        personId = null
        break
      case 'held':
        heldAt ??= at
        break
      case 'resumed':
        unhold(at)
        break
      case 'transferred':
        unhold(at)
        personId = null
        break
      case 'completed':
        if (!isSettled) done = { at, holdMs, dueAt, personId }
        break
      case 'sent_back':
        if (!isSettled) done = null
        break
      case 'closed':
        isSettled = done !== null
        hasEnded = true
        break
      case 'cancelled':
        unhold(at)
        hasEnded = isCancelled = true
        break
      case 'reopened':
        isCancelled = false
        personId = null
        reopens += 1
    }
  }
  return { done, hasEnded, isCancelled, reopens, personId }
}
