'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useId, useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { DraftInput } from '@/components/ui/draft-input'
import { asWallClock, fromWallClock } from '@/lib/client/hotel-time'
import { type Story, storyAt } from '@/lib/history/story/story-at'
import { MomentPanel } from './moment-panel'

interface Props {
  story: Story
  /** Every moment at which something became known, ascending. */
  moments: readonly string[]
  /** Null is now. */
  moment: string | null
  onMove: (moment: string | null) => void
}

/** "What did we know at 14:10?": a slider from one thing to the next, or a time that is typed, and the ticket as it was then. */
export function Replay({ story, moments, moment, onMove }: Props) {
  const t = useTranslations('story')
  const events = useTranslations('events')
  const format = useFormatter()
  const { timeZone } = useHotel().settings
  const id = useId()
  const last = moments.length - 1
  const at = moment === null ? last : moments.findLastIndex((one) => one <= moment)
  const shown = moment ?? moments[last] ?? story.ticket.openedAt
  const then = useMemo(() => storyAt(story, shown), [story, shown])
  const label = moment === null ? t('now') : t('at', { at: format.dateTime(new Date(shown), 'exact') })
  const move = (index: number) => onMove(index >= last ? null : (moments[index] ?? null))
  const type = (wall: string) => {
    const typed = fromWallClock(wall.slice(0, 16), timeZone)
    // All that was known within that minute.
    if (typed !== null) onMove(new Date(Date.parse(typed) + 59_999).toISOString())
  }
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="grid gap-4 rounded-card border border-line bg-surface p-4 print:hidden"
    >
      <div className="grid gap-1">
        <h2 id={`${id}-title`} className="font-strong text-title">
          {t('replay')}
        </h2>
        <p className="text-meta text-muted">{t('replayHint')}</p>
      </div>
      <div className="grid gap-2">
        <label htmlFor={`${id}-slider`} className="sr-only">
          {t('moment')}
        </label>
        <input
          id={`${id}-slider`}
          type="range"
          min={0}
          max={Math.max(last, 0)}
          value={Math.max(at, 0)}
          aria-valuetext={label}
          onChange={(event) => move(Number(event.target.value))}
          className="h-8 w-full accent-text touch:h-12"
        />
        <output htmlFor={`${id}-slider`} className="font-medium text-body tabular-nums">
          {label}
        </output>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <DraftInput
          type="datetime-local"
          aria-label={t('moment')}
          className="w-auto"
          value={asWallClock(shown, timeZone)}
          onTyped={type}
        />
        {moment === null ? null : (
          <Button size="small" onClick={() => onMove(null)}>
            {t('backToNow')}
          </Button>
        )}
      </div>
      {then ? (
        <MomentPanel story={story} then={then} />
      ) : (
        <p className="text-body text-muted">{story.opening.seq > 1 ? events('dropped') : t('unopened')}</p>
      )}
    </section>
  )
}
