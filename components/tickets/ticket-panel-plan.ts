/** Which actions a ticket offers a person: the few of the moment, the first of them the likeliest, and the rest in a menu.
 *  Pure; what is allowed is policy's word alone. */
import type { Actor } from '@/lib/auth/schema'
import { mayHoldLegally } from '@/lib/privacy/policy'
import { type Action, may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'

export type BarAction = 'accept' | 'start' | 'hold' | 'resume' | 'complete' | 'close' | 'send_back' | 'reopen'
export type MenuAction =
  | 'complete_with_photo'
  | 'take_over'
  | 'release'
  | 'start'
  | 'assign'
  | 'unassign'
  | 'transfer'
  | 'edit'
  | 'restrict'
  | 'lift_restriction'
  | 'watch'
  | 'unwatch'
  | 'add_watcher'
  | 'guest'
  | 'link'
  | 'legal_hold'
  | 'cancel'

export interface Plan {
  bar: BarAction[]
  /** The one that is drawn as the thing to do; null when it is somebody else's turn. */
  lead: BarAction | null
  /** In groups. */
  menu: MenuAction[][]
}

/** The button of the menu. */
export const MORE_ID = 'ticket-more'

const BAR: readonly BarAction[] = ['accept', 'resume', 'start', 'complete', 'hold', 'close', 'send_back', 'reopen']

export function planOf(actor: Actor, ticket: Ticket): Plan {
  const can = (action: Action) => may(actor, ticket, action)
  const isMine = ticket.assigneeId === actor.personId
  const isOthers = ticket.assigneeId !== null && !isMine
  // Starting what somebody else has is possible, but not what one expects to do.
  const bar = BAR.filter((action) => can(action) && !(action === 'start' && isOthers))
  const first = bar[0] ?? null
  const isMyTurn = !isOthers || first === 'close' || first === 'resume'
  const isWatching = ticket.watcherIds.includes(actor.personId)
  const menu: Record<MenuAction, boolean> = {
    complete_with_photo: can('complete'),
    take_over: can('take_over') && isOthers,
    release: can('release') && isMine,
    start: can('start') && isOthers,
    assign: can('assign'),
    unassign: can('unassign') && isOthers,
    transfer: can('transfer'),
    edit: can('edit'),
    restrict: can('restrict') && !ticket.restricted,
    lift_restriction: can('lift_restriction') && ticket.restricted,
    watch: !isWatching && !ticket.restricted,
    unwatch: isWatching,
    add_watcher: can('add_watcher'),
    guest: can('guest'),
    link: can('write'),
    legal_hold: mayHoldLegally(actor, ticket),
    cancel: can('cancel'),
  }
  return {
    bar,
    lead: isMyTurn && first !== 'reopen' && first !== 'hold' ? first : null,
    menu: GROUPS.map((group) => group.filter((action) => menu[action])).filter((group) => group.length > 0),
  }
}

const GROUPS: readonly (readonly MenuAction[])[] = [
  ['complete_with_photo', 'take_over', 'release', 'start', 'assign', 'unassign'],
  ['edit', 'guest', 'link', 'transfer', 'restrict', 'lift_restriction'],
  ['watch', 'unwatch', 'add_watcher'],
  ['legal_hold'],
  ['cancel'],
]
