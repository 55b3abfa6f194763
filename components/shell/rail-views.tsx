'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { BOARD_VIEWS, type BoardView, isSameFilter, NO_FILTER } from '@/components/tickets/board-view'
import { useFilter } from '@/components/tickets/filter-provider'
import { cn } from '@/components/ui/cn'
import { useSavedViews } from './saved-views-provider'
import { VIEW_ICON } from './views'

export const railItem =
  'flex h-8 w-full min-w-0 items-center gap-2.5 rounded-control px-3 text-body hover:bg-sunken touch:h-12 max-xl:h-auto max-xl:flex-col max-xl:gap-0.5 max-xl:text-center max-xl:[overflow-wrap:anywhere] max-xl:px-0 max-xl:py-2 max-xl:text-[0.6875rem] max-xl:leading-4 max-xl:touch:h-auto'

/** The views with their counts, down the rail. */
export function RailViews() {
  const t = useTranslations('board')
  const { filter, viewCounts } = useFilter()
  const show = useShowView()
  const { views } = useSavedViews()
  const isKept = views.some((one) => isSameFilter(one.filter, filter))
  const isOnBoard = isBoard(usePathname())
  return (
    <ul className="grid gap-0.5 touch:gap-1">
      {BOARD_VIEWS.map((view) => {
        const Icon = VIEW_ICON[view]
        const isCurrent = isOnBoard && !isKept && filter.view === view
        const count = viewCounts[view]
        return (
          <li key={view}>
            <button
              type="button"
              aria-current={isCurrent ? 'true' : undefined}
              onClick={() => show(view)}
              className={cn(railItem, isCurrent ? 'bg-sunken font-medium' : 'text-muted hover:text-text')}
            >
              <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-6" />
              <span>{t(`view.${view}`)}</span>
              <span
                className={cn(
                  'ml-auto tabular-nums max-xl:ml-0',
                  view === 'late' && count > 0 && 'font-strong text-late',
                )}
              >
                {count}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Chooses a view, and leaves the kept one that was looked at; from another page it also leads back to the board. */
export function useShowView(): (view: BoardView) => void {
  const { filter, setFilter } = useFilter()
  const { views } = useSavedViews()
  const pathname = usePathname()
  const router = useRouter()
  return (view) => {
    const isKept = views.some((one) => isSameFilter(one.filter, filter))
    setFilter(isKept ? { ...NO_FILTER, view } : { view })
    if (!isBoard(pathname)) router.push('/')
  }
}

/** The list is there, alone or beside a ticket; not beside a ticket's story. */
export const isBoard = (pathname: string) => /^\/(?:tickets\/[^/]+)?$/.test(pathname)
