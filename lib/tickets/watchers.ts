/** Who sees a ticket beyond its department. Everybody who sees a ticket may watch it and stop watching; adding somebody
 *  else adds them by name, which on a restricted ticket is what gives them sight. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { requireActivePeople } from '@/lib/people/lookup'
import { change } from './change'
import type { RestrictInput, WatchInput } from './requests'
import type { Changed } from './schema'

/** From now on only for its opener, its assignee, people added by name, and managers. */
export const restrictTicket = (actor: Actor, id: string, input: RestrictInput): Promise<Changed> =>
  change(actor, id, 'restrict', input, {
    check: (tx) => requireActivePeople(tx, input.namedIds, 'body.namedIds'),
  })

export const liftRestriction = (actor: Actor, id: string, input: WatchInput): Promise<Changed> =>
  change(actor, id, 'lift_restriction', input)

/** 400 for somebody who is not there. */
export function addWatcher(actor: Actor, id: string, personId: string, input: WatchInput): Promise<Changed> {
  const isSelf = personId === actor.personId
  const watching = { ...input, personId, kind: isSelf ? ('watching' as const) : ('named' as const) }
  return change(actor, id, 'add_watcher', watching, {
    ...(isSelf && { isEntitled: true }),
    check: (tx) => requireActivePeople(tx, [personId], 'params.personId'),
  })
}

/** Off every list: also who was added by name or mentioned. */
export function removeWatcher(actor: Actor, id: string, personId: string, input: WatchInput): Promise<Changed> {
  const isSelf = personId === actor.personId
  return change(actor, id, 'remove_watcher', { ...input, personId }, isSelf ? { isEntitled: true } : {})
}
