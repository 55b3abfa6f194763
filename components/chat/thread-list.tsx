'use client'
import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Message } from './message'
import { DamagedLine, DayLine, EntryLine, UnreadLine } from './thread-lines'
import type { Row } from './thread-rows'
import type { Loading } from './use-pages'
import type { ThreadHandle } from './use-thread'

interface Props extends Pick<ThreadHandle, 'rows' | 'older' | 'loadOlder' | 'newer' | 'loadNewer'> {
  unreadLine: React.RefObject<HTMLLIElement | null>
  /** The entry that was asked for. */
  anchor: number | null
  isSeeking: boolean
}

/** All rows of a thread; further ones come by themselves when an edge comes near. Drawn again only when a row has changed. */
export const ThreadRows = memo(function ThreadRows({ rows, unreadLine, anchor, isSeeking, ...pages }: Props) {
  const t = useTranslations('thread')
  const { older, newer } = pages
  const newestOwn = rows.findLast((row) => row.kind === 'message' && row.isOwn)?.key
  const isBusy = isSeeking || older === 'loading' || newer === 'loading'
  return (
    <>
      <Edge side="older" state={older} load={pages.loadOlder} />
      {/* What is read of the past is no news. */}
      <div role="log" aria-label={t('entries')} aria-busy={isBusy} {...(newer !== 'none' && { 'aria-live': 'off' })}>
        {daysOf(rows).map((ofDay) => (
          <ol key={ofDay[0]?.key} className="flex flex-col not-first:mt-6">
            {ofDay.map((row) => {
              if (row.kind === 'day') return <DayLine key={row.key} day={row.day} at={row.at} />
              if (row.kind === 'unread') return <UnreadLine key={row.key} ref={unreadLine} />
              if (row.kind === 'damaged') return <DamagedLine key={row.key} />
              if (row.kind === 'entry')
                return <EntryLine key={row.key} entry={row.entry} isAnchor={row.entry.seq === anchor} />
              const isAnchor = anchor !== null && row.message.seq === anchor
              return <Message key={row.key} row={row} isNewestOwn={row.key === newestOwn} isAnchor={isAnchor} />
            })}
          </ol>
        ))}
      </div>
      <Edge side="newer" state={newer} load={pages.loadNewer} />
    </>
  )
})

/** A day's line stays at the top no longer than its day does: the next one takes its place, and does not lie on it. */
function daysOf(rows: readonly Row[]): Row[][] {
  const days: Row[][] = []
  for (const row of rows) {
    if (row.kind === 'day' || days.length === 0) days.push([])
    days.at(-1)?.push(row)
  }
  return days
}

interface EdgeProps {
  side: 'older' | 'newer'
  state: Loading
  load: () => Promise<void>
}

/** Where more of the thread is to come. */
function Edge({ side, state, load }: EdgeProps) {
  const t = useTranslations('thread')
  const edge = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state !== 'ready' || !edge.current || typeof IntersectionObserver === 'undefined') return
    const root = edge.current.closest('[data-scroller]')
    const onSight: IntersectionObserverCallback = ([entry]) => entry?.isIntersecting && void load()
    const observer = new IntersectionObserver(onSight, { root, rootMargin: '400px 0px 400px' })
    observer.observe(edge.current)
    return () => observer.disconnect()
  }, [state, load])
  if (state === 'none') return null
  return (
    <div ref={edge} className="flex min-h-10 items-center justify-center gap-2 text-meta text-muted">
      {state === 'failed' ? (
        <>
          {t(`${side}Failed`)}
          <Button size="small" onClick={() => void load()}>
            {t('retry')}
          </Button>
        </>
      ) : (
        <>
          <LoaderCircle aria-hidden className="size-4 animate-spin stroke-[1.75]" />
          {t(side)}
        </>
      )}
    </div>
  )
}
