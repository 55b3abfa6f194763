'use client'
import { useTranslations } from 'next-intl'
import { useFilter } from '@/components/tickets/filter-provider'
import { cn } from '@/components/ui/cn'
import { useHotel } from './hotel-provider'
import { useDepartmentOptions } from './use-department-options'

/** The departments with their counts, down the rail: choosing one narrows every view. */
export function RailDepartments() {
  const t = useTranslations('shell')
  const { filter, setFilter, departmentCounts } = useFilter()
  const { departmentName } = useHotel()
  const ids = useDepartmentOptions()
  if (ids.length < 2) return null
  const row =
    'flex h-8 w-full items-center justify-between gap-2 rounded-control px-3 text-body hover:bg-sunken touch:h-12'
  return (
    <section aria-label={t('departments')} className="max-xl:hidden">
      <h2 className="px-3 pb-1.5 text-meta text-muted">{t('departments')}</h2>
      <ul className="grid gap-0.5">
        {ids.map((id) => {
          const isCurrent = filter.departmentId === id
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={isCurrent}
                onClick={() => setFilter({ departmentId: isCurrent ? null : id })}
                className={cn(row, isCurrent ? 'bg-sunken font-medium' : 'text-muted hover:text-text')}
              >
                <span className="truncate">{departmentName(id)}</span>
                <span className="tabular-nums">{departmentCounts.get(id) ?? 0}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
