'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import type { MentionHandle } from './use-mention'

interface Props extends Pick<MentionHandle, 'suggestions' | 'active' | 'take'> {
  id: string
}

/** Whom a mention may mean, above the composer. The focus stays where one writes. */
export function MentionList({ id, suggestions, active, take }: Props) {
  const t = useTranslations('composer')
  const { departmentName } = useHotel()
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('people')}
      hidden={suggestions.length === 0}
      className="absolute bottom-full left-0 z-20 mb-2 w-80 max-w-full rounded-card border border-line bg-surface p-1.5 shadow-overlay"
    >
      {suggestions.map((person) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's; the list never has the focus
        <div
          key={person.id}
          id={`${id}-${person.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={person === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(person)}
          className="flex h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-body hover:bg-sunken aria-selected:bg-sunken touch:h-12"
        >
          <Avatar name={person.name} />
          <span className="shrink-0">{person.name}</span>
          <span className="min-w-0 flex-1 truncate text-right text-meta text-muted">
            {person.departmentIds.map(departmentName).join(', ')}
          </span>
        </div>
      ))}
    </div>
  )
}
