'use client'
import { UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { membersOf } from './mention-note'
import type { Completion } from './use-completion'
import type { Suggestion } from './use-mention'

interface Props extends Pick<Completion<Suggestion>, 'suggestions' | 'active' | 'take'> {
  id: string
}

/** Whom a mention may mean, above the composer. The focus stays where one writes. */
export function MentionList({ id, suggestions, active, take }: Props) {
  const t = useTranslations('composer')
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('people')}
      hidden={suggestions.length === 0}
      className="absolute bottom-full left-0 z-20 mb-2 w-80 max-w-full rounded-card border border-line bg-surface p-1.5 shadow-overlay"
    >
      {suggestions.map((suggestion) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's; the list never has the focus
        <div
          key={suggestion.id}
          id={`${id}-${suggestion.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={suggestion === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(suggestion)}
          className="flex h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-body hover:bg-sunken aria-selected:bg-sunken touch:h-12"
        >
          <Meant suggestion={suggestion} />
        </div>
      ))}
    </div>
  )
}

function Meant({ suggestion }: { suggestion: Suggestion }) {
  const t = useTranslations('composer')
  const { departmentName, people } = useHotel()
  if ('department' in suggestion)
    return (
      <>
        <span className="grid size-5 place-items-center rounded-pill bg-sunken touch:size-7">
          <UsersRound aria-hidden className="size-3 stroke-[1.75] touch:size-4" />
        </span>
        <span className="shrink-0">{suggestion.called}</span>
        <span className="min-w-0 flex-1 truncate text-right text-meta text-muted">
          {t('members', { count: membersOf(people, suggestion.id).length })}
        </span>
      </>
    )
  const { person } = suggestion
  return (
    <>
      <Avatar name={person.name} />
      <span className="shrink-0">{person.name}</span>
      <span className="min-w-0 flex-1 truncate text-right text-meta text-muted">
        {person.departmentIds.map(departmentName).join(', ')}
      </span>
    </>
  )
}
