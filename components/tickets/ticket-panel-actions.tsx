'use client'
import { Ellipsis, LoaderCircle, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Menu, MenuTrigger } from '@/components/ui/menu'
import type { Ticket } from '@/lib/tickets/schema'
import { ACTION_ICON } from './action-look'
import type { DialogAction } from './ticket-panel-dialog'
import { TicketPanelMenu } from './ticket-panel-menu'
import { type BarAction, MORE_ID, planOf } from './ticket-panel-plan'
import type { ChangeHandle } from './use-change'

interface Props {
  ticket: Ticket
  change: ChangeHandle
  onDialog: (action: DialogAction) => void
}

/** What can be done now: a row of buttons on a desk, a bar under the thumb on a tablet (last in the column, whatever its place
 *  in the document). */
export function TicketPanelActions({ ticket, change, onDialog }: Props) {
  const t = useTranslations('actions')
  const { actor } = useHotel()
  const { bar, lead, menu } = planOf(actor, ticket)
  const press = (action: BarAction) => (action === 'hold' ? onDialog('hold') : void change.run({ action }))
  return (
    <>
      <div
        role="toolbar"
        aria-label={t('label')}
        className="flex shrink-0 items-center gap-2 border-line border-b px-6 pb-3 [@media(height<32rem)]:group-has-[textarea:focus]/panel:hidden touch:order-last touch:min-h-18 touch:gap-3 touch:border-t touch:border-b-0 touch:bg-paper touch:px-4 touch:py-2 touch:pb-[max(0.5rem,env(safe-area-inset-bottom))]"
      >
        {bar.map((action) => (
          <BarButton
            key={action}
            action={action}
            isLead={action === lead}
            isBusy={change.busy === action}
            isDisabled={change.busy !== null}
            onPress={() => press(action)}
          />
        ))}
        <Menu>
          <MenuTrigger asChild>
            <Button
              id={MORE_ID}
              tone="quiet"
              aria-label={t('moreLabel')}
              className={cn(THUMB, bar.length === 0 && 'touch:ml-auto touch:max-w-40')}
            >
              <Ellipsis aria-hidden />
              {t('more')}
            </Button>
          </MenuTrigger>
          <TicketPanelMenu ticket={ticket} groups={menu} change={change} onDialog={onDialog} />
        </Menu>
      </div>
      <Refusal change={change} />
    </>
  )
}

/** Under a thumb: icon above word, and an equal share of the width. */
const THUMB = 'touch:h-14 touch:min-w-0 touch:flex-1 touch:flex-col touch:gap-0.5 touch:px-1 touch:text-meta'

interface ButtonProps {
  action: BarAction
  isLead: boolean
  isBusy: boolean
  isDisabled: boolean
  onPress: () => void
}

function BarButton({ action, isLead, isBusy, isDisabled, onPress }: ButtonProps) {
  const t = useTranslations('actions')
  const Icon = isBusy ? LoaderCircle : ACTION_ICON[action]
  return (
    <Button
      tone={isLead ? 'primary' : 'outline'}
      aria-busy={isBusy}
      aria-disabled={isDisabled}
      onClick={isDisabled ? undefined : onPress}
      className={THUMB}
    >
      <Icon aria-hidden className={cn(isBusy && 'animate-spin')} />
      {t(action)}
    </Button>
  )
}

/** Why the last change was not made. */
function Refusal({ change }: { change: ChangeHandle }) {
  const t = useTranslations('actions')
  if (change.error === null) return null
  return (
    <div
      role="alert"
      className="flex shrink-0 animate-appear items-center gap-3 bg-late-fill px-6 py-2 text-body text-late touch:px-4"
    >
      <span className="flex-1 font-medium">{change.error}</span>
      <Button tone="quiet" size="icon" aria-label={t('dismiss')} onClick={change.dismiss}>
        <X aria-hidden />
      </Button>
    </div>
  )
}
