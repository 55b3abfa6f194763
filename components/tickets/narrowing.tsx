'use client'
import { BookmarkPlus, Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { SavedViewDialog } from '@/components/shell/saved-view-dialog'
import { useSavedViews } from '@/components/shell/saved-views-provider'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { cn } from '@/components/ui/cn'
import { mayChangeView } from '@/lib/views/policy'
import type { SavedView } from '@/lib/views/schema'
import { isSameFilter } from './board-view'
import { useFilter } from './filter-provider'

/** By what the list is narrowed, each to be taken away, and the way to keep it as a view, or to change the one it is. */
export function Narrowing() {
  const t = useTranslations('views')
  const { actor, departmentName, personName, placeName } = useHotel()
  const { filter, setFilter } = useFilter()
  const { views } = useSavedViews()
  const [isKeeping, setKeeping] = useState(false)
  const [edited, setEdited] = useState<SavedView>()
  const { departmentId, floorId, assigneeId } = filter
  // Not for a search alone: the list would move while one types.
  const isNarrowed = departmentId !== null || floorId !== null || assigneeId !== null
  const kept = views.find((one) => isSameFilter(one.filter, filter))
  const isMine = kept !== undefined && mayChangeView(actor, kept)
  if (!isNarrowed && !isMine) return null
  return (
    <div
      className={cn(
        'flex shrink-0 flex-wrap items-center gap-1.5 px-4 pb-2 touch:gap-3',
        // The full rail has its own way to change a view.
        !isNarrowed && 'xl:hidden',
      )}
    >
      {departmentId === null ? null : (
        <Chip name={departmentName(departmentId)} onDrop={() => setFilter({ departmentId: null })} />
      )}
      {floorId === null ? null : <Chip name={placeName(floorId)} onDrop={() => setFilter({ floorId: null })} />}
      {assigneeId === null ? null : (
        <Chip name={personName(assigneeId)} onDrop={() => setFilter({ assigneeId: null })} />
      )}
      {isMine ? (
        <Button tone="quiet" size="small" className="-ml-1 text-muted xl:hidden" onClick={() => setEdited(kept)}>
          <Pencil aria-hidden />
          {t('changeTitle')}
        </Button>
      ) : null}
      {kept ? null : (
        <Button tone="quiet" size="small" className="-ml-1 text-muted" onClick={() => setKeeping(true)}>
          <BookmarkPlus aria-hidden />
          {t('keep')}
        </Button>
      )}
      {isKeeping ? <SavedViewDialog onClose={() => setKeeping(false)} /> : null}
      {edited ? <SavedViewDialog view={edited} onClose={() => setEdited(undefined)} /> : null}
    </div>
  )
}
