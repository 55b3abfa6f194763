'use client'
import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Message } from './message'
import { DayLine, EntryLine, UnreadLine } from './thread-lines'
import type { ThreadHandle } from './use-thread'

interface Props extends Pick<ThreadHandle, 'rows' | 'older' | 'loadOlder'> {
  unreadLine: React.RefObject<HTMLLIElement | null>
}

/** All rows of a thread; older ones come by themselves when the top comes near. Drawn again only when a row has changed. */
export const ThreadRows = memo(function ThreadRows({ rows, older, loadOlder, unreadLine }: Props) {
  const t = useTranslations('thread')
  const newestOwn = rows.findLast((row) => row.kind === 'message' && row.isOwn)?.key
  return (
    <>
      <Older older={older} loadOlder={loadOlder} />
      <div role="log" aria-label={t('entries')} aria-busy={older === 'loading'}>
        <ol className="flex flex-col">
          {rows.map((row) => {
            if (row.kind === 'day') return <DayLine key={row.key} day={row.day} at={row.at} />
            if (row.kind === 'unread') return <UnreadLine key={row.key} ref={unreadLine} />
            if (row.kind === 'entry') return <EntryLine key={row.key} entry={row.entry} />
            return <Message key={row.key} row={row} isNewestOwn={row.key === newestOwn} />
          })}
        </ol>
      </div>
    </>
  )
})

function Older({ older, loadOlder }: Pick<Props, 'older' | 'loadOlder'>) {
  const t = useTranslations('thread')
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (older !== 'ready' || !top.current || typeof IntersectionObserver === 'undefined') return
    const root = top.current.closest('[data-scroller]')
    const onSight: IntersectionObserverCallback = ([entry]) => entry?.isIntersecting && void loadOlder()
    const observer = new IntersectionObserver(onSight, { root, rootMargin: '400px 0px 0px' })
    observer.observe(top.current)
    return () => observer.disconnect()
  }, [older, loadOlder])
  if (older === 'none') return null
  return (
    <div ref={top} className="flex min-h-10 items-center justify-center gap-2 text-meta text-muted">
      {older === 'failed' ? (
        <>
          {t('olderFailed')}
          <Button size="small" onClick={() => void loadOlder()}>
            {t('retry')}
          </Button>
        </>
      ) : (
        <>
          <LoaderCircle aria-hidden className="size-4 animate-spin stroke-[1.75]" />
          {t('older')}
        </>
      )}
    </div>
  )
}
