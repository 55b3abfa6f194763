/** A demo step as the change that it asks for. Pure. */
import 'server-only'
import { departments } from '@/db/cast'
import { misfits } from '@/lib/catalogue/values'
import type { FieldValues } from '@/lib/tickets/schema'
import type { ChangeAction, Inputs } from '@/lib/tickets/step'
import { FREE_TEXT_MINUTES } from '@/lib/tickets/work'
import { idOf, placeId } from './house'
import { itemOfThread } from './opening'
import type { Story } from './play'
import type { Act, Edits, Thread, Who } from './thread'

type Asked = { [A in ChangeAction]: [action: A, input: Inputs[A]] }[ChangeAction]

export function inputOf(act: Exclude<Act, { act: 'write' | 'photograph' }>, who: Who | 'clock', story: Story): Asked {
  const { plan, ticket } = story
  switch (act.act) {
    case 'take_over':
      if (ticket.assigneeId !== idOf(act.from)) throw new Error(`${act.from} does not have it`)
      return ['take_over', { from: idOf(act.from) }]
    case 'hold':
      return ['hold', { reason: act.reason, until: untilOf(plan.openedAt, act.until) }]
    case 'cancel':
      return ['cancel', { reason: act.reason }]
    case 'assign':
      return ['assign', { personId: idOf(act.to) }]
    case 'transfer':
      return ['transfer', { departmentId: departments[act.to].id, reason: act.reason }]
    case 'edit':
      return ['edit', editOf(plan.thread, act.changes)]
    case 'guest': {
      const { act: _, ...part } = act
      return ['guest', part]
    }
    case 'call_back':
      return ['call_back', { outcome: act.outcome }]
    case 'fill':
      return ['fill', { fields: fieldsOf(plan.thread, act.fields) }]
    case 'move_guest':
      return ['move_guest', { from: ticket.placeId ?? '', to: placeId(act.to) }]
    case 'restrict':
      return ['restrict', { namedIds: act.named.map(idOf) }]
    case 'add_watcher':
      return ['add_watcher', { personId: idOf(act.person), kind: act.person === who ? 'watching' : 'named' }]
    case 'remove_watcher':
      return ['remove_watcher', { personId: idOf(act.person) }]
    case 'reopen':
      return ['reopen', { minutes: itemOfThread(plan.thread)?.minutes ?? FREE_TEXT_MINUTES }]
    default:
      return [act.act, {}]
  }
}

const FIVE_MINUTES_MS = 300_000

/** People say "until a quarter past". */
function untilOf(openedAt: Date, minutes: number | null): string | undefined {
  if (minutes === null) return undefined
  const meant = openedAt.getTime() + minutes * 60_000
  return new Date(Math.round(meant / FIVE_MINUTES_MS) * FIVE_MINUTES_MS).toISOString()
}

function fieldsOf(thread: Thread, fields: FieldValues): FieldValues {
  const [wrong] = misfits(itemOfThread(thread)?.fields ?? [], fields)
  if (wrong) throw new Error(`${wrong.problem} ${wrong.code}`)
  return fields
}

function editOf(thread: Thread, { place, fields, ...rest }: Edits): Inputs['edit'] {
  return {
    ...rest,
    ...(fields && { fields: fieldsOf(thread, fields) }),
    ...(place !== undefined && { placeId: placeId(place) }),
  }
}
