'use client'
import { useTranslations } from 'next-intl'
import { useFilter } from '@/components/tickets/filter-provider'
import { cn } from '@/components/ui/cn'
import { useFloors } from './use-floors'

/** The floors with their counts, down the rail, two in a line: choosing one narrows every view. */
export function RailFloors() {
  const t = useTranslations('shell')
  const { filter, setFilter, floorCounts } = useFilter()
  const floors = useFloors()
  if (floors.length < 2) return null
  return (
    <section aria-label={t('floors')} className="max-xl:hidden">
      <h2 className="px-3 pb-1.5 text-meta text-muted">{t('floors')}</h2>
      <ul className="grid grid-cols-2 gap-0.5">
        {floors.map(({ id, name }) => {
          const isCurrent = filter.floorId === id
          return (
            <li key={id} className="min-w-0">
              <button
                type="button"
                aria-pressed={isCurrent}
                onClick={() => setFilter({ floorId: isCurrent ? null : id })}
                className={cn(
                  'flex h-8 w-full items-center justify-between gap-2 rounded-control px-3 text-body hover:bg-sunken touch:h-12',
                  isCurrent ? 'bg-sunken font-medium' : 'text-muted hover:text-text',
                )}
              >
                <span className="truncate">{name}</span>
                <span className="tabular-nums">{floorCounts.get(id) ?? 0}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
