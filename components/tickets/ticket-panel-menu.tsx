'use client'
import { ScrollText } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { cn } from '@/components/ui/cn'
import { MenuContent, MenuItem, MenuSeparator } from '@/components/ui/menu'
import type { Ticket } from '@/lib/tickets/schema'
import { asksFirst, changeOf } from './action-change'
import { ACTION_ICON } from './action-look'
import type { DialogAction } from './ticket-panel-dialog'
import type { MenuAction } from './ticket-panel-plan'
import { useActionWords } from './use-action-words'
import type { ChangeHandle } from './use-change'

interface Props {
  ticket: Ticket
  groups: MenuAction[][]
  change: ChangeHandle
  onDialog: (action: DialogAction) => void
}

/** The actions that are not for every day. */
export function TicketPanelMenu({ ticket, groups, change, onDialog }: Props) {
  const { actor } = useHotel()
  const t = useTranslations('story')
  const words = useActionWords()
  const choose = (action: MenuAction) => {
    if (asksFirst(action)) return onDialog(action)
    const asked = changeOf(action, ticket, actor.personId)
    if (asked) void change.run(asked)
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
                {words(action, ticket)}
              </MenuItem>
            )
          })}
        </Fragment>
      ))}
      {groups.length > 0 ? <MenuSeparator /> : null}
      <MenuItem asChild>
        <Link href={`/tickets/${ticket.id}/story`} prefetch={false}>
          <ScrollText aria-hidden />
          {t('link')}
        </Link>
      </MenuItem>
    </MenuContent>
  )
}
