'use client'
import { useTranslations } from 'next-intl'
import { SEARCH_ID } from '@/components/shell/typing'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { DraftInput } from '@/components/ui/draft-input'
import { isDay } from '@/lib/client/hotel-time'
import { type Asked, isFiltered, LISTED, NOTHING, without } from './asked'
import { KINDS, type Kind } from './typed'
import type { Choices } from './use-choices'

interface Props {
  asked: Asked
  choices: Choices
  onAsk: (asked: Asked) => void
}

/** What narrows the search, each to be taken away, and what else could. */
export function Filters({ asked, choices, onAsk }: Props) {
  const t = useTranslations('history')
  const begin = (kind: Kind) => {
    onAsk({ ...asked, q: `${asked.q.trimEnd()} ${choices.prefixes[kind]}:`.trimStart() })
    document.getElementById(SEARCH_ID)?.focus()
  }
  return (
    <div className="grid gap-2 touch:gap-3">
      <div className="flex flex-wrap items-center gap-1.5 touch:gap-3">
        {LISTED.flatMap((kind) =>
          asked[kind].map((id) => (
            <Chip
              key={`${kind} ${id}`}
              name={t('chip', { kind: t(`kind.${kind}`), name: choices.nameOf(kind, id) || t('unknown') })}
              onDrop={() => onAsk(without(asked, kind, id))}
            />
          )),
        )}
        {asked.photo ? <Chip name={t('kind.has')} onDrop={() => onAsk({ ...asked, photo: false })} /> : null}
        {KINDS.filter((kind) => kind !== 'has' || !asked.photo).map((kind) => (
          <Button
            key={kind}
            size="small"
            tone="quiet"
            className="text-muted"
            onClick={() => (kind === 'has' ? onAsk({ ...asked, photo: true }) : begin(kind))}
          >
            {t('add', { kind: t(`kind.${kind}`) })}
          </Button>
        ))}
        {isFiltered(asked) ? (
          <Button size="small" tone="quiet" onClick={() => onAsk({ ...NOTHING, q: asked.q })}>
            {t('clearFilters')}
          </Button>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-meta text-muted">
        {(['since', 'until'] as const).map((name) => (
          <label key={name} htmlFor={`history-${name}`} className="flex items-center gap-2">
            {t(name)}
            <DraftInput
              id={`history-${name}`}
              type="date"
              className="h-7 w-auto px-2 text-meta touch:h-12 touch:text-body"
              value={asked[name]}
              onTyped={(day) => (day === '' || isDay(day)) && onAsk({ ...asked, [name]: day })}
            />
          </label>
        ))}
      </div>
    </div>
  )
}
