'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { STORY_KINDS, type StoryKind } from '@/lib/history/story/timeline'

interface Props {
  counts: Record<StoryKind, number>
  /** Null for all. */
  kind: StoryKind | null
  onChoose: (kind: StoryKind | null) => void
}

/** Which kind of thing is shown. */
export function KindFilter({ counts, kind, onChoose }: Props) {
  const t = useTranslations('story')
  const look = (isOn: boolean) => ({ size: 'small' as const, tone: isOn ? ('primary' as const) : ('outline' as const) })
  return (
    <fieldset aria-label={t('show')} className="flex flex-wrap gap-2 print:hidden touch:gap-3">
      <Button aria-pressed={kind === null} {...look(kind === null)} onClick={() => onChoose(null)}>
        {t('kind.all')}
      </Button>
      {STORY_KINDS.map((one) => (
        <Button
          key={one}
          aria-pressed={kind === one}
          disabled={counts[one] === 0}
          {...look(kind === one)}
          onClick={() => onChoose(one)}
        >
          {t(`kind.${one}`)} <span className="tabular-nums opacity-70">{counts[one]}</span>
        </Button>
      ))}
    </fieldset>
  )
}
