/** What stands under the thumb for a ticket: always the same places, so that a hand finds them unseen; what is not possible
 *  now rests. Pure; what is allowed is policy's word alone. */
import type { Actor } from '@/lib/auth/schema'
import { type Action, may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'

export type ThumbAction = 'accept' | 'take_over' | 'start' | 'resume' | 'hold' | 'complete' | 'release'

export interface Thumb {
  action: ThumbAction
  isPossible: boolean
  /** The one to press next. */
  isLead: boolean
}

export function thumbsOf(actor: Actor, ticket: Ticket): Thumb[] {
  const isMine = ticket.assigneeId === actor.personId
  const isOthers = ticket.assigneeId !== null && !isMine
  const can = (action: Action) => may(actor, ticket, action)
  // What a colleague has is first taken over: nobody finishes another's work by a slip of the thumb.
  const possible: Record<ThumbAction, boolean> = {
    accept: can('accept'),
    take_over: isOthers && can('take_over'),
    start: isMine && can('start'),
    resume: !isOthers && can('resume'),
    hold: !isOthers && can('hold'),
    complete: isMine && can('complete'),
    release: isMine && can('release'),
  }
  const places: ThumbAction[] = [
    isOthers ? 'take_over' : 'accept',
    ticket.status === 'on_hold' ? 'resume' : 'start',
    'hold',
    'complete',
    'release',
  ]
  const lead = LEADS.find((action) => places.includes(action) && possible[action])
  return places.map((action) => ({ action, isPossible: possible[action], isLead: action === lead }))
}

const LEADS: readonly ThumbAction[] = ['accept', 'take_over', 'start', 'resume', 'complete']
