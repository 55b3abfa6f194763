/** Figures for tests, counted a second way: not from what events say, but from what the ticket was after each of them. */
import type { EntryRow } from '@/lib/tickets/dto'
import type { Ticket } from '@/lib/tickets/schema'
import type { TicketFigures } from './figures'
import type { Spread } from './schema'

type Told = Pick<EntryRow, 'seq' | 'kind' | 'authorId' | 'at' | 'body' | 'delivery'>

/** Entries of one ticket in the order of their seq. */
export function countedNaively(entries: readonly Told[]): TicketFigures {
  const openedAt = entries[0]?.at.getTime() ?? Number.NaN
  const openerId = entries[0]?.authorId
  const undone = entries.map(({ body }) => body as { code?: string; params?: { seq?: number } })
  const takenBack = new Set(undone.flatMap(({ code, params }) => (code === 'undone' ? [params?.seq] : [])))
  const states = entries
    .filter(
      ({ kind, seq, body }) => kind === 'event' && !takenBack.has(seq) && (body as { code: string }).code !== 'undone',
    )
    .map(({ at, delivery }) => ({ at: at.getTime(), ...(delivery.ticket as Ticket) }))
    .map(({ at, ...ticket }) => ({ at, ticket }))
  const after = (at: number | undefined) => (at === undefined ? null : Math.floor((at - openedAt) / 1_000))

  const closing = states.findIndex(({ ticket }) => ticket.status === 'closed')
  const counted = closing < 0 ? states : states.slice(0, closing + 1)
  const end = counted.at(-1)?.ticket
  const isDone = end?.status === 'done' || end?.status === 'closed'
  const completing = isDone
    ? counted.findLastIndex(
        ({ ticket }, index) => ticket.status === 'done' && counted[index - 1]?.ticket.status !== 'done',
      )
    : -1
  const completed = counted[completing]
  let heldMs = 0
  for (let index = 0; index < completing; index++)
    if (counted[index]?.ticket.status === 'on_hold') heldMs += (counted[index + 1]?.at ?? 0) - (counted[index]?.at ?? 0)

  const isOver = ({ status }: Ticket) => status === 'closed' || status === 'cancelled'
  return {
    acceptS: after(states.find(({ ticket }) => ticket.assigneeId !== null)?.at),
    answerS: after(entries.find(({ kind, authorId }) => kind === 'message' && authorId !== openerId)?.at.getTime()),
    doneS: after(completed?.at),
    holdS: completed ? Math.floor(heldMs / 1_000) : null,
    isHit: completed ? completed.at <= Date.parse(completed.ticket.dueAt) : null,
    reopens: states.filter(
      ({ ticket }, index) => !isOver(ticket) && index > 0 && isOver((states[index - 1] as { ticket: Ticket }).ticket),
    ).length,
    hasEnded: states.some(({ ticket }) => isOver(ticket)),
    isCancelled: states.at(-1)?.ticket.status === 'cancelled',
    personId: (completed ?? states.at(-1))?.ticket.assigneeId ?? null,
  }
}

/** By sorting all of them. */
export function spreadNaively(values: readonly (number | null)[]): Spread {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null
  const sum = sorted.reduce((total, value) => total + value, 0)
  return { count: sorted.length, mean: sorted.length > 0 ? sum / sorted.length : null, median: at(0.5), p90: at(0.9) }
}
