'use client'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { cn } from '@/components/ui/cn'
import { MenuContent, MenuItem, MenuSeparator } from '@/components/ui/menu'
import type { Ticket } from '@/lib/tickets/schema'
import { ACTION_ICON } from './action-look'
import type { DialogAction } from './ticket-panel-dialog'
import type { MenuAction } from './ticket-panel-plan'
import type { ChangeHandle } from './use-change'

interface Props {
  ticket: Ticket
  groups: MenuAction[][]
  change: ChangeHandle
  onDialog: (action: DialogAction) => void
}

/** The actions that are not for every day. */
export function TicketPanelMenu({ ticket, groups, change, onDialog }: Props) {
  const t = useTranslations('actions')
  const { actor } = useHotel()
  const names = useNames()
  const { assigneeId } = ticket
  const choose = (action: MenuAction) => {
    if (isDialog(action)) onDialog(action)
    else if (action === 'take_over') {
      if (assigneeId) void change.run({ action, from: assigneeId })
    } else if (action === 'watch') void change.run({ action: 'add_watcher', personId: actor.personId })
    else if (action === 'unwatch') void change.run({ action: 'remove_watcher', personId: actor.personId })
    else void change.run({ action })
  }
  const label = (action: MenuAction) => {
    if (action === 'take_over' || action === 'unassign') return t(action, { name: names.object(assigneeId) })
    return action === 'assign' && assigneeId ? t('reassign') : t(action)
  }
  return (
    <MenuContent align="start">
      {groups.map((group, index) => (
        <Fragment key={group[0]}>
          {index > 0 ? <MenuSeparator /> : null}
          {group.map((action) => {
            const Icon = ACTION_ICON[action]
            return (
              <MenuItem
                key={action}
                disabled={change.busy !== null}
                onSelect={() => choose(action)}
                className={cn(action === 'cancel' && 'text-late')}
              >
                <Icon aria-hidden />
                {label(action)}
              </MenuItem>
            )
          })}
        </Fragment>
      ))}
    </MenuContent>
  )
}

const DIALOGS = ['assign', 'transfer', 'edit', 'restrict', 'add_watcher', 'cancel'] as const
const isDialog = (action: MenuAction): action is (typeof DIALOGS)[number] =>
  (DIALOGS as readonly MenuAction[]).includes(action)
