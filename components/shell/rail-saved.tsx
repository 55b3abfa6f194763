'use client'
import { Bookmark, Pencil, Users } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { isSameFilter } from '@/components/tickets/board-view'
import { useFilter } from '@/components/tickets/filter-provider'
import { cn } from '@/components/ui/cn'
import { mayChangeView } from '@/lib/views/policy'
import type { SavedView } from '@/lib/views/schema'
import { useHotel } from './hotel-provider'
import { isBoard, railItem } from './rail-views'
import { SavedViewDialog } from './saved-view-dialog'
import { useSavedViews } from './saved-views-provider'

/** The views that one keeps or that are shared with one, down the rail, with their counts. */
export function RailSaved() {
  const t = useTranslations('views')
  const { views } = useSavedViews()
  const [edited, setEdited] = useState<SavedView>()
  if (views.length === 0) return null
  return (
    <section aria-label={t('title')}>
      <h2 className="px-3 pb-1.5 text-meta text-muted max-xl:sr-only">{t('title')}</h2>
      <ul className="grid gap-0.5 touch:gap-1">
        {views.map((view) => (
          <Saved key={view.id} view={view} onEdit={() => setEdited(view)} />
        ))}
      </ul>
      {edited ? <SavedViewDialog view={edited} onClose={() => setEdited(undefined)} /> : null}
    </section>
  )
}

function Saved({ view, onEdit }: { view: SavedView; onEdit: () => void }) {
  const t = useTranslations('views')
  const { actor, personName } = useHotel()
  const { filter, savedCounts } = useFilter()
  const show = useShowSaved()
  const isOnBoard = isBoard(usePathname())
  const isCurrent = isOnBoard && isSameFilter(filter, view.filter)
  const isShared = view.sharing.with !== 'nobody'
  const Icon = isShared ? Users : Bookmark
  return (
    <li className="group/saved relative">
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        title={isShared ? t('sharedBy', { name: personName(view.ownerId) }) : undefined}
        onClick={() => show(view)}
        className={cn(
          railItem,
          isCurrent ? 'bg-sunken font-medium' : 'text-muted hover:text-text',
          mayChangeView(actor, view) && 'xl:pr-10 xl:touch:pr-14',
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-6" />
        <span className="min-w-0 max-w-full truncate">{view.name}</span>
        <span className="ml-auto tabular-nums max-xl:ml-0">{savedCounts.get(view.id) ?? 0}</span>
      </button>
      {mayChangeView(actor, view) ? (
        <button
          type="button"
          aria-label={t('change', { name: view.name })}
          onClick={onEdit}
          className="absolute top-0 right-0 grid h-8 w-9 place-items-center rounded-control text-muted hover:bg-line hover:text-text max-xl:hidden touch:h-12 touch:w-12"
        >
          <Pencil aria-hidden className="size-3.5 stroke-[1.75] touch:size-5" />
        </button>
      ) : null}
    </li>
  )
}

/** Shows what a view keeps; from another page it also leads back to the board. */
function useShowSaved(): (view: SavedView) => void {
  const { setFilter } = useFilter()
  const pathname = usePathname()
  const router = useRouter()
  return ({ filter }) => {
    setFilter(filter)
    if (!isBoard(pathname)) router.push('/')
  }
}
