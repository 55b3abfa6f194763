'use client'
import { ListFilter, Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { SEARCH_ID } from '@/components/shell/desk-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { useDepartmentOptions } from '@/components/shell/use-department-options'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { Key } from '@/components/ui/key'
import { Select } from '@/components/ui/select'
import { useFilter } from './filter-provider'

const EVERY = 'every'

/** Above the list: the search, and the departments where the rail has no room for them. */
export function ListToolbar() {
  const t = useTranslations()
  const { filter, setFilter, lines } = useFilter()
  const departments = useDepartmentOptions()
  const isSearching = filter.query !== ''
  const count = lines.filter((line) => line.kind === 'ticket').length
  return (
    <div className="flex shrink-0 gap-2 px-4 pt-3 pb-2 flex-wrap">
      <div className="relative min-w-0 flex-1 basis-48">
        <Search
          aria-hidden
          className="absolute top-1/2 left-3 size-4 -translate-y-1/2 stroke-[1.75] text-muted touch:size-6"
        />
        <Input
          id={SEARCH_ID}
          type="search"
          aria-label={t('board.search')}
          aria-keyshortcuts="/"
          placeholder={t('board.searchPlaceholder')}
          value={filter.query}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          onChange={(event) => setFilter({ query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            setFilter({ query: '' })
            event.currentTarget.blur()
          }}
          className="pr-9 pl-9 touch:pr-12 touch:pl-12 [&::-webkit-search-cancel-button]:hidden"
        />
        {isSearching ? (
          <Button
            tone="quiet"
            size="icon"
            aria-label={t('board.clearSearch')}
            onClick={() => setFilter({ query: '' })}
            className="absolute top-0.5 right-0.5 touch:top-0 touch:right-0"
          >
            <X aria-hidden />
          </Button>
        ) : (
          <span aria-hidden className="absolute top-2 right-2 touch:hidden">
            <Key>/</Key>
          </span>
        )}
      </div>
      {departments.length > 1 ? <DepartmentChoice ids={departments} /> : null}
      <p role="status" className="sr-only">
        {isSearching ? t('board.shown', { count }) : ''}
      </p>
    </div>
  )
}

/** Below the width of the full rail: a filter's icon, and once one is chosen its name. */
function DepartmentChoice({ ids }: { ids: string[] }) {
  const t = useTranslations('shell')
  const { departmentName } = useHotel()
  const { filter, setFilter } = useFilter()
  const chosen = filter.departmentId
  return (
    <Select
      aria-label={t('departments')}
      value={chosen ?? EVERY}
      onChange={(value) => setFilter({ departmentId: value === EVERY ? null : value })}
      options={[
        { value: EVERY, label: t('allDepartments') },
        ...ids.map((id) => ({ value: id, label: departmentName(id) })),
      ]}
      icon={chosen === null ? ListFilter : undefined}
      className={cn('xl:hidden', chosen === null ? 'w-9 px-0 touch:w-12' : 'basis-48 border-text font-medium')}
    />
  )
}
