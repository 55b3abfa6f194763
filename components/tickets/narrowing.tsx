'use client'
import { BookmarkPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { SavedViewDialog } from '@/components/shell/saved-view-dialog'
import { useSavedViews } from '@/components/shell/saved-views-provider'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { isSameFilter } from './board-view'
import { useFilter } from './filter-provider'

/** By what the list is narrowed, each to be taken away, and the way to keep it as a view. */
export function Narrowing() {
  const t = useTranslations('views')
  const { departmentName, personName, placeName } = useHotel()
  const { filter, setFilter } = useFilter()
  const { views } = useSavedViews()
  const [isKeeping, setKeeping] = useState(false)
  const { departmentId, floorId, assigneeId } = filter
  // Not for a search alone: the list would move while one types.
  if (departmentId === null && floorId === null && assigneeId === null) return null
  const isKept = views.some((one) => isSameFilter(one.filter, filter))
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 px-4 pb-2 touch:gap-3">
      {departmentId === null ? null : (
        <Chip name={departmentName(departmentId)} onDrop={() => setFilter({ departmentId: null })} />
      )}
      {floorId === null ? null : <Chip name={placeName(floorId)} onDrop={() => setFilter({ floorId: null })} />}
      {assigneeId === null ? null : (
        <Chip name={personName(assigneeId)} onDrop={() => setFilter({ assigneeId: null })} />
      )}
      {isKept ? null : (
        <Button tone="quiet" size="small" className="-ml-1 text-muted" onClick={() => setKeeping(true)}>
          <BookmarkPlus aria-hidden />
          {t('keep')}
        </Button>
      )}
      {isKeeping ? <SavedViewDialog onClose={() => setKeeping(false)} /> : null}
    </div>
  )
}
