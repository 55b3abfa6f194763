'use client'
import { notFound } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useClock } from '@/components/shell/clock'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import type { StoryPage as Page } from '@/lib/history/story/schema'
import { countsOf, lengthOf, momentsOf, type StoryKind, timelineOf } from '@/lib/history/story/timeline'
import { KindFilter } from './kind-filter'
import { Replay } from './replay'
import { StoryActions, StoryHead } from './story-head'
import { Timeline } from './timeline'
import { useIsPrinting } from './use-is-printing'
import { type StoryHandle, useStory } from './use-story'

/** Everything that happened to one ticket, by kind, and as it was known at any moment. On paper: all of it. */
export function StoryPage({ first }: { first: Page }) {
  const t = useTranslations('story')
  const events = useTranslations('events')
  const { story, state, isGone, retry } = useStory(first)
  const [kind, setKind] = useState<StoryKind | null>(null)
  const [moment, setMoment] = useState<string | null>(null)
  const now = useClock((now) => Math.floor(now / 60_000) * 60_000)
  const isPrinting = useIsPrinting()
  const items = useMemo(() => timelineOf(story), [story])
  const moments = useMemo(() => momentsOf(items, story), [items, story])
  const known = moment === null || isPrinting ? items : items.filter(({ at }) => at <= moment)
  const shown = kind === null || isPrinting ? known : known.filter(({ kinds }) => kinds.includes(kind))
  if (isGone) notFound()
  return (
    <PageFrame
      isWide
      title={t('title', { number: String(story.ticket.number) })}
      action={<StoryActions ticketId={story.ticket.id} />}
    >
      <StoryHead story={story} printedAt={now} />
      <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="xl:sticky xl:top-8 xl:order-last">
          {state !== 'whole' ? <p className="text-body text-muted print:hidden">{t('waits')}</p> : null}
          {state === 'whole' && moments.length > 0 ? (
            <Replay story={story} moments={moments} moment={moment} onMove={setMoment} />
          ) : null}
        </div>
        <div className="grid gap-4">
          <KindFilter counts={countsOf(known)} kind={kind} onChoose={setKind} />
          {story.begins > 1 ? <p className="text-body text-muted">{events('dropped')}</p> : null}
          <Timeline items={shown} />
          {known.length < items.length ? (
            <p className="text-body text-muted">{t('later', { count: items.length - known.length })}</p>
          ) : null}
          <Rest state={state} count={story.entries.length} total={lengthOf(story)} onRetry={retry} />
        </div>
      </div>
    </PageFrame>
  )
}

interface RestProps {
  state: StoryHandle['state']
  count: number
  total: number
  onRetry: () => void
}

function Rest({ state, count, total, onRetry }: RestProps) {
  const t = useTranslations('story')
  if (state === 'whole') return null
  return (
    <p role="status" className="flex items-center gap-3 text-body text-muted">
      {state === 'failed' ? t('failed') : t('loading', { count, total })}
      {state === 'failed' ? (
        <Button size="small" onClick={onRetry}>
          {t('retry')}
        </Button>
      ) : null}
    </p>
  )
}
