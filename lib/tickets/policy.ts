/** Who may see a ticket, what each status leads to, and who may do what. Pure and shared: the server refuses with it, the
 *  browser hides buttons with it, the live engine filters with it. `visibleTo` in visible.ts is its SQL face, and a test
 *  proves that the two agree. */
import type { Actor } from '@/lib/auth/schema'
import type { Audience, Status, Ticket } from './schema'

type Viewer = Pick<Actor, 'personId' | 'role' | 'departmentIds'>
type Member = Pick<Viewer, 'personId' | 'departmentIds'>

/** Managers all; dispatchers and admins all but restricted ones; attendants those of their departments, those they opened,
 *  are assigned, watch, or are mentioned in, by name or as a
 *  department. Restricted: only opener, assignee, people added by name, and managers. */
export function canSee(viewer: Viewer, audience: Audience): boolean {
  if (viewer.role === 'manager') return true
  const { personId } = viewer
  if (audience.openerId === personId || audience.assigneeId === personId) return true
  if (audience.namedIds.includes(personId)) return true
  if (audience.restricted) return false
  if (viewer.role === 'dispatcher' || viewer.role === 'admin') return true
  return (
    viewer.departmentIds.includes(audience.departmentId) ||
    audience.watcherIds.includes(personId) ||
    audience.mentionedIds.includes(personId) ||
    isInMentioned(viewer, audience)
  )
}

/** Whether messages here count as unread for this person (elsewhere a dot is enough). */
export function isInvolved(viewer: Member, audience: Audience): boolean {
  const { personId } = viewer
  return (
    audience.openerId === personId ||
    audience.assigneeId === personId ||
    audience.watcherIds.includes(personId) ||
    audience.namedIds.includes(personId) ||
    audience.mentionedIds.includes(personId) ||
    isInMentioned(viewer, audience)
  )
}

/** What was written before departments could be mentioned has none. */
const isInMentioned = (viewer: Member, { mentionedDepartmentIds = [] }: Audience): boolean =>
  mentionedDepartmentIds.some((id) => viewer.departmentIds.includes(id))

export const ACTIONS = [
  'accept',
  'take_over',
  'release',
  'start',
  'hold',
  'resume',
  'complete',
  'send_back',
  'close',
  'reopen',
  'cancel',
  'assign',
  'unassign',
  'transfer',
  'edit',
  'restrict',
  'lift_restriction',
  'add_watcher',
  'remove_watcher',
  'guest',
  'call_back',
  'fill',
  'move_guest',
  'write',
] as const
export type Action = (typeof ACTIONS)[number]

/** The life of a ticket: in which statuses an action makes sense. Where it leads is in life.ts. */
export const LIFE: Record<Action, readonly Status[]> = {
  accept: ['new'],
  take_over: ['accepted', 'in_progress', 'on_hold'],
  release: ['accepted', 'in_progress', 'on_hold'],
  start: ['accepted'],
  hold: ['new', 'accepted', 'in_progress'],
  resume: ['on_hold'],
  complete: ['accepted', 'in_progress'],
  send_back: ['done'],
  close: ['done'],
  reopen: ['closed', 'cancelled'],
  cancel: ['new', 'accepted', 'in_progress', 'on_hold'],
  assign: ['new', 'accepted', 'in_progress', 'on_hold'],
  unassign: ['accepted', 'in_progress', 'on_hold'],
  transfer: ['new', 'accepted', 'in_progress', 'on_hold'],
  edit: ['new', 'accepted', 'in_progress', 'on_hold', 'done'],
  restrict: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
  lift_restriction: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
  add_watcher: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
  remove_watcher: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
  guest: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
  call_back: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
  // What was found is handed over long after the ticket is closed.
  fill: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed'],
  move_guest: ['new', 'accepted', 'in_progress', 'on_hold', 'done'],
  write: ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'],
}

/** What a person is to a ticket; each relation brings actions with it. */
const RELATIONS = ['viewer', 'member', 'opener', 'assignee', 'dispatcher', 'manager'] as const
type Relation = (typeof RELATIONS)[number]

const WORK: readonly Action[] = ['accept', 'take_over', 'release', 'start', 'hold', 'resume', 'complete', 'transfer']
const DISPATCH: readonly Action[] = [
  ...WORK,
  ...(['assign', 'unassign', 'edit', 'send_back', 'close', 'cancel', 'reopen'] as const),
  ...(['restrict', 'add_watcher', 'remove_watcher'] as const),
  ...(['guest', 'call_back', 'fill', 'move_guest'] as const),
]

const OPENER: readonly Action[] = [
  ...(['edit', 'cancel', 'close', 'send_back', 'reopen', 'restrict', 'add_watcher', 'remove_watcher'] as const),
  ...(['guest', 'call_back', 'fill', 'move_guest'] as const),
]

export const GRANTS: Record<Relation, readonly Action[]> = {
  viewer: ['write'],
  member: [...WORK, 'add_watcher', 'fill'],
  opener: OPENER,
  assignee: [...WORK, 'add_watcher', 'fill'],
  dispatcher: DISPATCH,
  manager: [...DISPATCH, 'lift_restriction'],
}

/** Every relation of a person to a ticket that they may see. */
export function relationsOf(viewer: Viewer, audience: Audience): Relation[] {
  const relations: Relation[] = ['viewer']
  if (viewer.departmentIds.includes(audience.departmentId)) relations.push('member')
  if (audience.openerId === viewer.personId) relations.push('opener')
  if (audience.assigneeId === viewer.personId) relations.push('assignee')
  if (viewer.role === 'dispatcher' || viewer.role === 'admin') relations.push('dispatcher')
  if (viewer.role === 'manager') relations.push('manager')
  return relations
}

/** Whether this person may ever do this here, whatever the status. The opener edits only until somebody accepts. */
export function isEntitled(
  viewer: Viewer,
  ticket: Audience & Pick<Ticket, 'status' | 'hold'>,
  action: Action,
): boolean {
  if (!canSee(viewer, ticket)) return false
  return relationsOf(viewer, ticket).some((relation) => {
    if (!GRANTS[relation].includes(action)) return false
    if (relation === 'opener' && action === 'edit') return isUnaccepted(ticket)
    return true
  })
}

/** Entitled, and the status allows it: what a button asks. */
export function may(viewer: Viewer, ticket: Audience & Pick<Ticket, 'status' | 'hold'>, action: Action): boolean {
  return LIFE[action].includes(ticket.status) && isEntitled(viewer, ticket, action)
}

function isUnaccepted(ticket: Pick<Ticket, 'status' | 'hold'>): boolean {
  return ticket.status === 'new' || (ticket.status === 'on_hold' && ticket.hold?.from === 'new')
}

/** Whether the state has moved on since the version that a change was decided on. */
export function isStale(ticket: Pick<Ticket, 'stateVersion'>, basedOn: number | undefined): boolean {
  return basedOn !== undefined && basedOn < ticket.stateVersion
}

/** Messages that one person has not read: a count where they are involved, elsewhere only whether there are `some`. */
export function unreadFor(
  reader: Member,
  ticket: Audience & Pick<Ticket, 'messageCount'>,
  read: { n: number },
): { count: number; some: boolean } {
  const unread = Math.max(0, ticket.messageCount - read.n)
  return { count: isInvolved(reader, ticket) ? unread : 0, some: unread > 0 }
}

export const UNACCEPTED_LATE_MINUTES = 10

/** Past its due time while the clock runs. */
export function isLate(ticket: Pick<Ticket, 'status' | 'dueAt'>, now: number): boolean {
  const running = ticket.status === 'new' || ticket.status === 'accepted' || ticket.status === 'in_progress'
  return running && Date.parse(ticket.dueAt) < now
}

export const isEnded = ({ status }: Pick<Ticket, 'status'>): boolean => status === 'closed' || status === 'cancelled'

/** What is open, waits to be closed, or owes a guest a call: that stays with the desk also when all else is over. */
export const isOnBoard = (ticket: Pick<Ticket, 'status' | 'callBack'>): boolean =>
  !isEnded(ticket) || ticket.callBack === 'owed'

/** The board's sections, in its order. */
export const BOARD_GROUPS = ['urgent', 'late', 'waiting', 'next', 'held', 'done', 'ended'] as const
export type BoardGroup = (typeof BOARD_GROUPS)[number]

/** The board's order: urgent and unaccepted, late, unaccepted over 10 minutes, then due soonest; what is done comes last. */
export function compareForBoard(now: number): (a: Ticket, b: Ticket) => number {
  const rank = (ticket: Ticket) => BOARD_GROUPS.indexOf(boardGroup(ticket, now))
  return (a, b) => rank(a) - rank(b) || Date.parse(a.dueAt) - Date.parse(b.dueAt) || a.number - b.number
}

/** The section a ticket belongs to at this moment. */
export function boardGroup(
  ticket: Pick<Ticket, 'status' | 'priority' | 'dueAt' | 'openedAt'>,
  now: number,
): BoardGroup {
  if (isEnded(ticket)) return 'ended'
  if (ticket.status === 'done') return 'done'
  if (ticket.status === 'on_hold') return 'held'
  if (ticket.priority === 'urgent' && ticket.status === 'new') return 'urgent'
  if (isLate(ticket, now)) return 'late'
  if (ticket.status === 'new' && now - Date.parse(ticket.openedAt) > UNACCEPTED_LATE_MINUTES * 60_000) return 'waiting'
  return 'next'
}
