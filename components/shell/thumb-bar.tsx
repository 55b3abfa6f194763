'use client'
import { ClipboardList, Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { BOARD_VIEWS } from '@/components/tickets/board-view'
import { useFilter } from '@/components/tickets/filter-provider'
import { cn } from '@/components/ui/cn'
import { useDesk } from './desk-provider'
import { useHotel } from './hotel-provider'
import { useShowView } from './rail-views'
import { VIEW_ICON } from './views'

const cell =
  'flex min-w-0 flex-1 flex-col items-center justify-center gap-1 rounded-control text-[0.75rem] leading-4 max-[400px]:text-[0.6875rem] max-[400px]:tracking-tight'

/** Longer words share two lines. */
const word = 'line-clamp-2 max-w-full text-balance text-center leading-3.5 [overflow-wrap:anywhere]'

/** The foot of a narrow screen, under the thumb: the views, and a new ticket. */
export function ThumbBar() {
  const t = useTranslations()
  const { filter, viewCounts } = useFilter()
  const { startTicket } = useDesk()
  const show = useShowView()
  // Guests are called from the desk.
  const isAttendant = useHotel().actor.role === 'attendant'
  const views = BOARD_VIEWS.filter((view) => view !== 'call_back' || !isAttendant)
  return (
    <nav
      aria-label={t('shell.views')}
      className="flex h-18 gap-1 border-line max-[400px]:gap-0 max-[400px]:px-0.5 border-t bg-surface p-1.5 pb-[max(0.375rem,env(safe-area-inset-bottom))] lg:hidden"
    >
      {views.map((view) => {
        const Icon = VIEW_ICON[view]
        const isCurrent = filter.view === view
        const isAlarming = view === 'late' && viewCounts.late > 0
        return (
          <button
            key={view}
            type="button"
            aria-current={isCurrent ? 'true' : undefined}
            onClick={() => show(view)}
            className={cn(
              cell,
              isCurrent ? 'bg-sunken font-strong' : 'text-muted',
              // On a phone, what waits and what is done stay reachable in "All", and what is mine in "My work".
              (view === 'done' || view === 'guest' || view === 'mine' || view === 'call_back') && 'max-sm:hidden',
            )}
          >
            <span className="flex items-center gap-1.5">
              <Icon aria-hidden className="size-6 stroke-[1.75]" />
              <span className={cn('font-medium text-meta', isAlarming && 'font-strong text-late')}>
                {viewCounts[view]}
              </span>
            </span>
            <span className={word}>{t(`board.view.${view}`)}</span>
          </button>
        )
      })}
      <Link href="/my-work" prefetch={false} className={cn(cell, 'text-muted')}>
        <ClipboardList aria-hidden className="size-6 stroke-[1.75]" />
        <span className={word}>{t('myWork.title')}</span>
      </Link>
      <button type="button" onClick={startTicket} className={cn(cell, 'bg-text font-medium text-paper')}>
        <Plus aria-hidden className="size-6 stroke-[1.75]" />
        <span className={word}>{t('shell.newTicket')}</span>
      </button>
    </nav>
  )
}
