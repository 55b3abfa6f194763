'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { ExportButton } from '@/components/exports/export-button'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { SEARCH_ID } from '@/components/shell/typing'
import { useAddressed } from '@/components/shell/use-addressed'
import { useLeft, useReturn } from '@/components/shell/use-return'
import { addressOf, askedOf, type Listed, queryOf } from './asked'
import { Filters } from './filters'
import { moveAmong } from './move-among'
import { Results } from './results'
import { SearchBox } from './search-box'
import { begunIn } from './typed'
import { useChoices } from './use-choices'
import { useFound } from './use-found'

/** Everything one may see, of every age. What is asked stands in the address. */
export function HistoryPage() {
  const t = useTranslations('history')
  const { timeZone } = useHotel().settings
  const [left, forgetLeft] = useLeft()
  const [asked, ask] = useAddressed({ read: askedOf, addressOf, onChange: forgetLeft })
  const [begins, setBegins] = useState(0)
  const choices = useChoices()
  // While a filter is being typed it is not a word that anybody wrote; one that can become none is, and the page says so.
  const begun = begunIn(asked.q, choices.prefixes)
  const suggestions = begun ? choices.suggested(begun.kind, begun.value) : []
  // What is begun as a filter is not looked for yet.
  const sought = begun && suggestions.length > 0 ? { ...asked, q: begun.rest.trim() } : asked
  const seeking = useFound(sought, left?.count ?? 0)
  const results = useRef<HTMLDivElement>(null)
  const noteLeaving = useReturn(results, left, seeking.items.length)
  const begin = (kind: Listed) => {
    ask({ ...asked, q: `${asked.q.trimEnd()} ${choices.prefixes[kind]}:`.trimStart() })
    setBegins((count) => count + 1)
    document.getElementById(SEARCH_ID)?.focus()
  }
  return (
    <PageFrame
      title={t('title')}
      action={<ExportButton filter={{ kind: 'history', query: queryOf(sought, timeZone) }} />}
    >
      <div className="grid gap-3">
        <SearchBox
          {...{ asked, choices, begun, suggestions, begins }}
          onAsk={ask}
          onLeave={() => moveAmong(results.current, 1)}
        />
        <Filters asked={asked} choices={choices} onAsk={ask} onBegin={begin} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move between its links, which Tab reaches too */}
      <div
        ref={results}
        onClickCapture={noteLeaving}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          moveAmong(results.current, event.key === 'ArrowDown' ? 1 : -1)
        }}
      >
        <Results seeking={seeking} prefixes={choices.prefixes} onAsk={ask} />
      </div>
    </PageFrame>
  )
}
