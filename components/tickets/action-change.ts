/** What an action asks of the server, or that it asks the person first. Pure. */
import type { Change } from '@/lib/client/tickets'
import type { Ticket } from '@/lib/tickets/schema'
import type { DialogAction } from './ticket-panel-dialog'
import type { BarAction, MenuAction } from './ticket-panel-plan'

const DIALOGS: readonly string[] = [
  'complete_with_photo',
  'hold',
  'release',
  'assign',
  'transfer',
  'edit',
  'restrict',
  'add_watcher',
  'guest',
  'fill',
  'link',
  'legal_hold',
  'cancel',
] satisfies DialogAction[]

export const asksFirst = (action: BarAction | MenuAction): action is DialogAction & (BarAction | MenuAction) =>
  DIALOGS.includes(action)

type Direct = Exclude<BarAction | MenuAction, DialogAction>

/** Null where there is nobody to take over from. */
export function changeOf(action: Direct, { assigneeId }: Pick<Ticket, 'assigneeId'>, personId: string): Change | null {
  if (action === 'take_over') return assigneeId === null ? null : { action, from: assigneeId }
  if (action === 'watch') return { action: 'add_watcher', personId }
  if (action === 'unwatch') return { action: 'remove_watcher', personId }
  return { action }
}
