'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { isEnded } from '@/lib/tickets/policy'
import { useBoard } from './board-provider'
import { isNarrowed, NO_FILTER } from './board-view'
import { useFilter } from './filter-provider'
import { WholeSearch } from './whole-search'

/** One line of truth, one next step. */
export function EmptyList() {
  const t = useTranslations('board')
  const { filter, setFilter } = useFilter()
  const { rows } = useBoard().board
  const count = [...rows.values()].filter(({ ticket }) => !isEnded(ticket)).length
  const isLess = isNarrowed(filter)
  const words = filter.query.trim()
  return (
    <div className="grid justify-items-start gap-1 px-4 py-10 touch:px-0">
      <p className="font-medium text-body">{isLess ? t('noMatch') : t(`emptyTitle.${filter.view}`)}</p>
      <p className="text-body text-muted">{isLess ? t('noMatchHint', { count }) : t(`emptyHint.${filter.view}`)}</p>
      {isLess ? (
        <Button size="small" className="mt-3" onClick={() => setFilter(NO_FILTER)}>
          {t('clearFilters')}
        </Button>
      ) : null}
      {words ? <WholeSearch words={words} className="mt-1 -ml-2.5" /> : null}
    </div>
  )
}
