'use client'
import { useTranslations } from 'next-intl'
import { lazy, Suspense } from 'react'
import { useLiveState } from '@/components/live/live-provider'
import { useTroubles } from '@/components/live/use-troubles'
import { useBoard } from '@/components/tickets/board-provider'
import { JobCard } from './job-card'
import { JOB_GROUPS } from './jobs'
import { useJobs } from './use-jobs'

/** On the page from the first, and under the finger a moment after it. In no boundary of their own: the server sends what is in
 *  one after the page, and the browser shows that a third of a second later. */
const MyWorkTop = lazy(() => import('./my-work-top').then((file) => ({ default: file.MyWorkTop })))
const JobFoot = lazy(() => import('./job-foot').then((file) => ({ default: file.JobFoot })))

/** Of use only where there is a network. */
const KeptJobs = lazy(() => import('./kept-jobs').then((file) => ({ default: file.KeptJobs })))

/** Rarely needed, and not before it is. */
const Unsent = lazy(() => import('@/components/live/unsent').then((file) => ({ default: file.Unsent })))

/** What I have to do, the next job first, and under the thumb what can be done with the chosen one. */
export function MyWork() {
  const t = useTranslations('myWork')
  const { jobs, hold, chosen, isFresh, hasLeft, choose, letGo } = useJobs()
  const { rows } = useBoard().board
  const troubles = useTroubles()
  const { mode } = useLiveState()
  const groups = JOB_GROUPS.filter((group) => jobs[group].length > 0)
  return (
    <div className="grid h-full min-h-0 grid-rows-[auto_minmax(0,1fr)_auto]" onPointerDown={hold}>
      <MyWorkTop />
      <main className="min-h-0 overflow-y-auto overscroll-contain px-4 pb-6">
        <div className="mx-auto grid max-w-5xl gap-6">
          <Suspense>{mode === 'live' ? <KeptJobs /> : null}</Suspense>
          <Suspense>{troubles.length > 0 ? <Unsent ticketOf={(id) => rows.get(id)?.ticket} /> : null}</Suspense>
          {groups.length === 0 ? (
            <div className="grid gap-1 py-12">
              <p className="font-medium text-title">{t('empty')}</p>
              <p className="text-body text-muted">{t('emptyHint')}</p>
            </div>
          ) : null}
          {groups.map((group) => (
            <section key={group} aria-labelledby={`jobs-${group}`}>
              <h2 id={`jobs-${group}`} className="flex items-baseline gap-2 pb-2 font-strong text-body">
                {t(`group.${group}`)}
                <span className="font-normal text-muted tabular-nums">{jobs[group].length}</span>
              </h2>
              <ul className="grid gap-3 lg:grid-cols-2">
                {jobs[group].map((row) => (
                  <JobCard
                    key={row.ticket.id}
                    row={row}
                    isChosen={row.ticket.id === chosen?.ticket.id}
                    onChoose={choose}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </main>
      <JobFoot ticket={chosen?.ticket} isFresh={isFresh} onDone={letGo} />
      {hasLeft ? <JobGone onNext={() => choose(null)} /> : null}
    </div>
  )
}

/** What was chosen has gone: said, and nothing else under the thumb until it is seen. */
function JobGone({ onNext }: { onNext: () => void }) {
  const t = useTranslations('myWork')
  return (
    <div role="status" className="flex min-h-18 items-center gap-4 border-line border-t bg-surface px-4 py-3">
      <p className="flex-1 font-medium text-body">{t('gone')}</p>
      <button
        type="button"
        onClick={onNext}
        className="h-14 rounded-control bg-text px-6 font-medium text-body text-paper"
      >
        {t('next')}
      </button>
    </div>
  )
}
