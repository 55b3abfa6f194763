'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { PriorityMark, RestrictedMark } from '@/components/tickets/marks'
import { StatusPill } from '@/components/tickets/status-pill'
import type { Moment, Story } from '@/lib/history/story/story-at'
import { useFullNames } from './use-full-names'

/** The ticket as it was known at a moment, and who had read how much of it. */
export function MomentPanel({ story, then }: { story: Story; then: Moment }) {
  const t = useTranslations('story')
  const hold = useTranslations('holdReason')
  const priority = useTranslations('priority')
  const format = useFormatter()
  const hotel = useHotel()
  const names = useFullNames()
  const { catalogueItemId } = story.ticket
  const what = hotel.what({ catalogueItemId, summary: then.summary, quantity: then.quantity })
  const note = catalogueItemId === null ? '' : then.summary
  return (
    <div aria-live="polite" className="grid gap-x-8 gap-y-4 sm:max-xl:grid-cols-2">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-body [&_dt]:text-muted">
        <dt>{t('status')}</dt>
        <dd className="flex flex-wrap items-center gap-2">
          <StatusPill status={then.status} />
          {then.holdReason ? <span>{hold(then.holdReason)}</span> : null}
          {then.restricted ? <RestrictedMark /> : null}
        </dd>
        <dt>{t('assignee')}</dt>
        <dd>{then.assigneeId === null ? t('nobody') : names.object(then.assigneeId)}</dd>
        <dt>{t('department')}</dt>
        <dd>{hotel.departmentName(then.departmentId)}</dd>
        <dt>{t('priority')}</dt>
        <dd>{then.priority === 'normal' ? priority('normal') : <PriorityMark priority={then.priority} />}</dd>
        <dt>{t('place')}</dt>
        <dd>{hotel.placeName(then.placeId) || t('none')}</dd>
        <dt>{t('what')}</dt>
        <dd className="[overflow-wrap:anywhere]">{[what, note].filter(Boolean).join(' · ')}</dd>
      </dl>
      <div className="grid gap-2">
        <h3 className="font-medium text-body">{t('who')}</h3>
        {then.readers.size === 0 ? <p className="text-body text-muted">{t('nobody')}</p> : null}
        <ul className="grid gap-1.5">
          {[...then.readers].map(([personId, { seq, at }]) => (
            <li key={personId} className="flex flex-wrap items-baseline justify-between gap-x-3 text-body">
              <span>{names.object(personId)}</span>
              <span className="text-meta text-muted tabular-nums">
                {t('seen', { count: then.seq - seq })}
                {' · '}
                <time dateTime={at}>{format.dateTime(new Date(at), 'seconds')}</time>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
