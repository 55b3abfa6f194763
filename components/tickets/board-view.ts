/** What of the board is shown, and in which order. Pure. */
import type { Actor } from '@/lib/auth/schema'
import { BOARD_GROUPS, type BoardGroup, boardGroup, compareForBoard, isLate } from '@/lib/tickets/policy'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'

export const BOARD_VIEWS = ['all', 'mine', 'unassigned', 'late', 'done'] as const
export type BoardView = (typeof BOARD_VIEWS)[number]

export interface Filter {
  view: BoardView
  departmentId: string | null
  /** As typed. */
  query: string
}

export const NO_FILTER: Filter = { view: 'all', departmentId: null, query: '' }

/** One line of the list: a section's heading, or a ticket. Flat, so that a ticket that changes section stays one element
 *  and keeps the focus. */
export type Line = { kind: 'heading'; group: BoardGroup; count: number } | { kind: 'ticket'; id: string }

type Rows = Iterable<ListedTicket>

const IN_VIEW: Record<BoardView, (ticket: Ticket, personId: string, now: number) => boolean> = {
  all: () => true,
  mine: (ticket, personId) => ticket.assigneeId === personId,
  unassigned: (ticket) => ticket.assigneeId === null && ticket.status !== 'done',
  late: (ticket, _personId, now) => isLate(ticket, now),
  done: (ticket) => ticket.status === 'done',
}

/** The lines in board order. `textOf` gives a ticket's searchable words, already folded. */
export function linesOf(rows: Rows, filter: Filter, actor: Actor, now: number, textOf: (t: Ticket) => string): Line[] {
  const words = fold(filter.query).split(/\s+/).filter(Boolean)
  const shown: Ticket[] = []
  for (const { ticket } of rows) {
    if (filter.departmentId !== null && ticket.departmentId !== filter.departmentId) continue
    if (!IN_VIEW[filter.view](ticket, actor.personId, now)) continue
    if (words.length > 0 && !matches(textOf(ticket), words)) continue
    shown.push(ticket)
  }
  shown.sort(compareForBoard(now))
  return BOARD_GROUPS.flatMap((group): Line[] => {
    const members = shown.filter((ticket) => boardGroup(ticket, now) === group)
    if (members.length === 0) return []
    return [
      { kind: 'heading', group, count: members.length },
      ...members.map(({ id }): Line => ({ kind: 'ticket', id })),
    ]
  })
}

/** How many tickets each view has, within the chosen department. */
export function countViews(
  rows: Rows,
  departmentId: string | null,
  actor: Actor,
  now: number,
): Record<BoardView, number> {
  const counts: Record<BoardView, number> = { all: 0, mine: 0, unassigned: 0, late: 0, done: 0 }
  for (const { ticket } of rows) {
    if (departmentId !== null && ticket.departmentId !== departmentId) continue
    for (const view of BOARD_VIEWS) if (IN_VIEW[view](ticket, actor.personId, now)) counts[view]++
  }
  return counts
}

/** How many tickets of a view each department has. */
export function countDepartments(rows: Rows, view: BoardView, actor: Actor, now: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { ticket } of rows) {
    if (IN_VIEW[view](ticket, actor.personId, now))
      counts.set(ticket.departmentId, (counts.get(ticket.departmentId) ?? 0) + 1)
  }
  return counts
}

/** For comparing what people type with what is written: case and accents do not matter. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word begins some word of the text. */
const matches = (text: string, words: string[]) =>
  words.every((word) => text.startsWith(word) || text.includes(` ${word}`))
