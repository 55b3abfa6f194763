'use client'
import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSingleKeys } from '@/components/shell/single-keys'
import { SEARCH_ID } from '@/components/shell/typing'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Key } from '@/components/ui/key'
import { MarkButton } from './bulk/mark-button'
import { FilterMenu } from './filter-menu'
import { useFilter } from './filter-provider'

/** Above the list: the search, and what else narrows it where the rail has no room for that. */
export function ListToolbar() {
  const t = useTranslations()
  const { filter, setFilter, lines } = useFilter()
  const [areKeysOn] = useSingleKeys()
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
          aria-keyshortcuts={areKeysOn ? '/' : undefined}
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
          className="text-ellipsis pr-9 pl-9 touch:pr-12 touch:pl-12 [&::-webkit-search-cancel-button]:hidden"
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
        ) : areKeysOn ? (
          <span aria-hidden className="absolute top-2 right-2 touch:hidden">
            <Key>/</Key>
          </span>
        ) : null}
      </div>
      <FilterMenu />
      <MarkButton />
      <p role="status" className="sr-only">
        {isSearching ? t('board.shown', { count }) : ''}
      </p>
    </div>
  )
}
