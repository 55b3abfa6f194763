'use client'
import { useTranslations } from 'next-intl'
import { SEARCH_ID } from '@/components/shell/typing'
import type { Candidate } from '@/components/tickets/new-ticket/suggest'
import { Combobox } from '@/components/ui/combobox'
import { type Asked, type Listed, withOne } from './asked'
import { type Begun, endedIn } from './typed'
import type { Choices } from './use-choices'

interface Props {
  asked: Asked
  choices: Choices
  /** The filter that stands at the end, and what it may become. */
  begun: Begun | null
  suggestions: readonly Candidate[]
  /** How many filters were begun by a button. */
  begins: number
  onAsk: (asked: Asked) => void
  /** Down into what was found. */
  onLeave: () => void
}

/** Words, and filters that become chips once they are typed to their end or taken from the list. */
export function SearchBox({ asked, choices, begun, suggestions, begins, onAsk, onLeave }: Props) {
  const t = useTranslations('history')
  const take = (kind: Listed, id: string, rest: string) => onAsk(withOne({ ...asked, q: rest }, kind, id))
  const type = (typed: string) => {
    const ended = endedIn(typed, choices.prefixes)
    const [first] = ended ? choices.suggested(ended.kind, ended.value) : []
    if (ended && first) take(ended.kind, first.id, ended.rest)
    else onAsk({ ...asked, q: typed })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: not every browser that hotels have knows <search>
    <div
      role="search"
      onKeyDown={(event) => {
        if (event.defaultPrevented || event.nativeEvent.isComposing) return
        // What stands at the end has been typed to it.
        const [first] = suggestions
        if (event.key === 'Enter' && begun?.value && first) take(begun.kind, first.id, begun.rest)
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        onLeave()
      }}
    >
      <Combobox
        id={SEARCH_ID}
        type="search"
        autoFocus
        aria-label={t('search')}
        placeholder={t('placeholder')}
        maxLength={200}
        value={asked.q}
        suggestions={suggestions}
        opening={begins}
        onType={type}
        onTake={({ id }) => begun && take(begun.kind, id, begun.rest)}
      />
    </div>
  )
}
