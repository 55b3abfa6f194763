'use client'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { type Asked, addressOf, askedOf } from './asked'
import { Filters } from './filters'
import { moveAmong } from './move-among'
import { Results } from './results'
import { SearchBox } from './search-box'
import { useChoices } from './use-choices'
import { useFound } from './use-found'

/** Everything one may see, of every age. What is asked stands in the address. */
export function HistoryPage() {
  const t = useTranslations('history')
  const params = useSearchParams()
  const [asked, setAsked] = useState(() => askedOf(params))
  const choices = useChoices()
  const seeking = useFound(asked)
  const results = useRef<HTMLDivElement>(null)
  const ask = (next: Asked) => {
    setAsked(next)
    window.history.replaceState(null, '', addressOf(next))
  }
  return (
    <PageFrame title={t('title')}>
      <div className="grid gap-3">
        <SearchBox asked={asked} choices={choices} onAsk={ask} onLeave={() => moveAmong(results.current, 1)} />
        <Filters asked={asked} choices={choices} onAsk={ask} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between its links, which Tab reaches too */}
      <div
        ref={results}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          moveAmong(results.current, event.key === 'ArrowDown' ? 1 : -1)
        }}
      >
        <Results seeking={seeking} onAsk={ask} />
      </div>
    </PageFrame>
  )
}
