'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useBoard } from './board-provider'
import { NO_FILTER } from './board-view'
import { useFilter } from './filter-provider'

/** One line of truth, one next step. */
export function EmptyList() {
  const t = useTranslations('board')
  const { filter, setFilter } = useFilter()
  const { rows } = useBoard().board
  const isNarrowed = filter.query.trim() !== '' || filter.departmentId !== null
  return (
    <div className="grid justify-items-start gap-1 px-4 py-10 touch:px-0">
      <p className="font-medium text-body">{isNarrowed ? t('noMatch') : t(`emptyTitle.${filter.view}`)}</p>
      <p className="text-body text-muted">
        {isNarrowed ? t('noMatchHint', { count: rows.size }) : t(`emptyHint.${filter.view}`)}
      </p>
      {isNarrowed ? (
        <Button size="small" className="mt-3" onClick={() => setFilter(NO_FILTER)}>
          {t('clearFilters')}
        </Button>
      ) : null}
    </div>
  )
}
