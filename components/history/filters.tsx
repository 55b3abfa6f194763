'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { DraftInput } from '@/components/ui/draft-input'
import { isDay } from '@/lib/client/hotel-time'
import { HAVINGS } from '@/lib/history/vocabulary'
import { type Asked, isFiltered, LISTED, type Listed, NOTHING, withDay, withOne, without } from './asked'
import type { Choices } from './use-choices'

interface Props {
  asked: Asked
  choices: Choices
  onAsk: (asked: Asked) => void
  /** Begins one in the search box, where its names are suggested. */
  onBegin: (kind: Listed) => void
}

/** What narrows the search, each to be taken away, and what else could. */
export function Filters({ asked, choices, onAsk, onBegin }: Props) {
  const t = useTranslations('history')
  const nameOf = (kind: Listed, id: string) => {
    const name = choices.nameOf(kind, id) || t('unknown')
    return kind === 'has' ? name : t('chip', { kind: t(`kind.${kind}`), name })
  }
  return (
    <div className="grid gap-2 touch:gap-3">
      <div className="flex flex-wrap items-center gap-1.5 touch:gap-3">
        {LISTED.flatMap((kind) =>
          asked[kind].map((id) => (
            <Chip key={`${kind} ${id}`} name={nameOf(kind, id)} onDrop={() => onAsk(without(asked, kind, id))} />
          )),
        )}
        {LISTED.filter((kind) => kind !== 'has').map((kind) => (
          <Add key={kind} name={t(`kind.${kind}`)} onAdd={() => onBegin(kind)} />
        ))}
        {HAVINGS.filter((one) => !asked.has.includes(one)).map((one) => (
          <Add key={one} name={t(`kind.${one}`)} onAdd={() => onAsk(withOne(asked, 'has', one))} />
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
              onTyped={(day) => (day === '' || isDay(day)) && onAsk(withDay(asked, name, day))}
            />
          </label>
        ))}
      </div>
    </div>
  )
}

function Add({ name, onAdd }: { name: string; onAdd: () => void }) {
  const t = useTranslations('history')
  return (
    <Button size="small" tone="quiet" className="text-muted" onClick={onAdd}>
      {t('add', { kind: name })}
    </Button>
  )
}
