/** What of the board is shown, and in which order. Pure. */
import type { Actor } from '@/lib/auth/schema'
import { BOARD_GROUPS, type BoardGroup } from '@/lib/tickets/policy'
import type { HoldReason, ListedTicket, Ticket } from '@/lib/tickets/schema'
import { BOARD_VIEWS, type BoardView, type Filter, NO_FILTER } from '@/lib/views/schema'
import { type Facts, factsOf } from './board-facts'

export { BOARD_VIEWS, type BoardView, type Filter, NO_FILTER }

/** One line of the list: a section's heading, or a ticket. Flat, so that a ticket that changes section stays one element
 *  and keeps the focus. */
export type Line = { kind: 'heading'; group: BoardGroup; count: number } | { kind: 'ticket'; id: string }

export const lineKey = (line: Line): string => (line.kind === 'heading' ? line.group : line.id)

type Rows = Iterable<ListedTicket>

/** Whose board it is, when, and what a ticket's ids mean. */
export interface Sight {
  actor: Pick<Actor, 'personId'>
  now: number
  /** Where a place is: itself, and all that it is part of. */
  within: (placeId: string) => readonly string[]
  /** A ticket's searchable words, folded. */
  textOf: (ticket: Ticket) => string
}

/** Somebody is wanted at the door, and will be let in later. */
const AT_THE_DOOR: readonly HoldReason[] = ['do_not_disturb', 'guest_asked_later', 'no_access']

const IN_VIEW: Record<BoardView, (facts: Facts, personId: string) => boolean> = {
  all: () => true,
  mine: ({ ticket }, personId) => ticket.assigneeId === personId,
  unassigned: ({ ticket }) => ticket.assigneeId === null && ticket.status !== 'done',
  late: ({ isLate }) => isLate,
  guest: ({ ticket }) => ticket.hold !== null && AT_THE_DOOR.includes(ticket.hold.reason),
  done: ({ ticket }) => ticket.status === 'done',
  call_back: ({ ticket }) => ticket.callBack === 'owed',
}

const isIn = (view: BoardView, facts: Facts, personId: string): boolean =>
  IN_VIEW[view](facts, personId) && (view === 'call_back' || facts.group !== 'ended')

/** Who can be called now comes first. */
const TO_CALL: readonly BoardGroup[] = [
  'done',
  'ended',
  ...BOARD_GROUPS.filter((group) => group !== 'done' && group !== 'ended'),
]

/** The lines in board order. */
export function linesOf(rows: Rows, filter: Filter, sight: Sight): Line[] {
  const isShown = matcherOf(filter, sight)
  const groups = new Map<BoardGroup, Facts[]>()
  for (const { ticket } of rows) {
    const facts = factsOf(ticket, sight.now)
    if (!isShown(facts)) continue
    const members = groups.get(facts.group)
    if (members) members.push(facts)
    else groups.set(facts.group, [facts])
  }
  return (filter.view === 'call_back' ? TO_CALL : BOARD_GROUPS).flatMap((group): Line[] => {
    const members = groups.get(group) ?? []
    if (members.length === 0) return []
    members.sort(soonest)
    return [
      { kind: 'heading', group, count: members.length },
      ...members.map(({ ticket: { id } }): Line => ({ kind: 'ticket', id })),
    ]
  })
}

/** Within its section, as `compareForBoard` says it. */
const soonest = (a: Facts, b: Facts) => a.dueMs - b.dueMs || a.ticket.number - b.ticket.number

export interface Counts {
  views: Record<BoardView, number>
  departments: ReadonlyMap<string, number>
  floors: ReadonlyMap<string, number>
  /** In the order of the filters that were given. */
  saved: number[]
}

/** How many tickets there are: in each view as far as the rest of the filter allows, in each department and at each place of
 *  the view, and under each of some other filters. */
export function countAll(rows: Rows, filter: Filter, saved: readonly Filter[], sight: Sight): Counts {
  const { personId } = sight.actor
  const views: Counts['views'] = { all: 0, mine: 0, unassigned: 0, late: 0, guest: 0, done: 0, call_back: 0 }
  const departments = new Map<string, number>()
  const floors = new Map<string, number>()
  const isElsewise = narrowed({ ...filter, query: '' }, sight)
  const matchers = saved.map((one) => matcherOf(one, sight))
  const counts = matchers.map(() => 0)
  for (const { ticket } of rows) {
    const facts = factsOf(ticket, sight.now)
    if (isElsewise(facts)) for (const view of BOARD_VIEWS) if (isIn(view, facts, personId)) views[view]++
    if (isIn(filter.view, facts, personId)) {
      add(departments, ticket.departmentId)
      if (ticket.placeId !== null) for (const id of sight.within(ticket.placeId)) add(floors, id)
    }
    for (const [at, matches] of matchers.entries()) if (matches(facts)) counts[at] = (counts[at] ?? 0) + 1
  }
  return { views, departments, floors, saved: counts }
}

const add = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1)

function matcherOf(filter: Filter, sight: Sight) {
  const isElsewise = narrowed(filter, sight)
  return (facts: Facts): boolean => isIn(filter.view, facts, sight.actor.personId) && isElsewise(facts)
}

/** By everything but the view. */
function narrowed({ departmentId, floorId, assigneeId, query }: Filter, sight: Sight) {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return ({ ticket }: Facts): boolean => {
    if (departmentId !== null && ticket.departmentId !== departmentId) return false
    if (assigneeId !== null && ticket.assigneeId !== assigneeId) return false
    if (floorId !== null && (ticket.placeId === null || !sight.within(ticket.placeId).includes(floorId))) return false
    return words.length === 0 || matches(sight.textOf(ticket), words)
  }
}

const PLAIN = /^[\x20-\x7e]*$/

/** For comparing what people type with what is written: case and accents do not matter. */
export const fold = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word begins some word of the text. */
export const matches = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.startsWith(word) || text.includes(` ${word}`))

/** Whether the two show the same. */
export const isSameFilter = (a: Filter, b: Filter): boolean =>
  a.view === b.view &&
  a.departmentId === b.departmentId &&
  a.floorId === b.floorId &&
  a.assigneeId === b.assigneeId &&
  a.query.trim() === b.query.trim()

/** Whether it leaves out anything but by its view. */
export const isNarrowed = (filter: Filter): boolean => !isSameFilter(filter, { ...NO_FILTER, view: filter.view })
