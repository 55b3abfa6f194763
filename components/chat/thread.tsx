'use client'
import { ArrowDown, ArrowUp, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { cn } from '@/components/ui/cn'
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { stepTo } from './address'
import { Composer } from './composer'
import { GoToDate } from './go-to-date'
import { PhotoViewer } from './photo-viewer'
import { Pill } from './pill'
import { ThreadRows } from './thread-list'
import { TypingLine } from './typing-line'
import { useMarkRead } from './use-mark-read'
import { useThread } from './use-thread'
import { useThreadScroll } from './use-thread-scroll'

interface Props {
  opened: OpenedTicket
  page: ThreadPage
}

/** The conversation of one ticket, with where one writes. Mount it anew for another ticket. */
export function Thread({ opened, page }: Props) {
  const t = useTranslations('thread')
  const offline = useTranslations('offline')
  const { actor } = useHotel()
  const ticketId = opened.ticket.id
  const { thread, rows, lastSeq, unread, place, ...pages } = useThread(opened, page)
  const { anchor } = place
  const isSeeking = place.state === 'seeking'
  const scroll = useThreadScroll({ rows, goesOn: thread.past !== null, anchor })
  const newBelow = useNewBelow(thread.entries, scroll.isAtEnd, actor.personId)
  useMarkRead({ ticketId, readSeq: opened.read.seq, lastSeq, isAtEnd: scroll.isAtEnd && !isSeeking })
  const toUnread = () => {
    if (unread.isFar) return stepTo(unread.readSeq + 1)
    void pages.loadOlder(unread.readSeq).then(() => requestAnimationFrame(scroll.toUnread))
  }
  const toNewest = () => {
    stepTo(null)
    scroll.toEnd()
  }

  return (
    <section aria-label={t('label')} className="relative flex min-h-0 flex-1 flex-col">
      {place.state === 'failed' ? (
        <Pill side="top" onClick={place.retry} icon={<RotateCw aria-hidden />}>
          {t('placeFailed')}
        </Pill>
      ) : unread.isAbove ? (
        <Pill side="top" onClick={toUnread} icon={<ArrowUp aria-hidden />}>
          {t('toUnread', { count: unread.count })}
        </Pill>
      ) : null}
      <div
        ref={scroll.scroller}
        data-scroller
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 [overflow-anchor:none] touch:px-4"
      >
        <div ref={scroll.content} className="flex min-h-full flex-col justify-end py-4">
          {thread.entries.length === 0 && opened.ticket.lastSeq > 0 ? (
            <p className="py-4 text-center text-body text-muted">{offline('noThread')}</p>
          ) : null}
          <PhotoViewer ticketId={ticketId} rows={rows}>
            <GoToDate ticketId={ticketId}>
              <ThreadRows {...pages} {...{ rows, anchor, isSeeking }} unreadLine={scroll.unreadLine} />
            </GoToDate>
          </PhotoViewer>
        </div>
      </div>
      <div
        className={cn('relative border-t px-6 pb-3 touch:px-4', scroll.isAtEnd ? 'border-transparent' : 'border-line')}
      >
        {newBelow > 0 || !scroll.isAtEnd ? (
          <Pill side="bottom" onClick={toNewest} icon={<ArrowDown aria-hidden />}>
            {newBelow > 0 ? t('newBelow', { count: newBelow }) : thread.past ? t('toNewest') : t('latest')}
          </Pill>
        ) : null}
        <TypingLine ticketId={ticketId} personIds={[...thread.typing.keys()]} />
        <Composer ticket={opened.ticket} onSent={toNewest} />
      </div>
    </section>
  )
}

/** Messages by others that came while the reader was further up. */
function useNewBelow(entries: readonly Entry[], isAtEnd: boolean, readerId: string): number {
  const lastSeq = entries.at(-1)?.seq ?? 0
  const [seenSeq, setSeenSeq] = useState(lastSeq)
  useEffect(() => {
    if (isAtEnd) setSeenSeq(lastSeq)
  }, [isAtEnd, lastSeq])
  if (isAtEnd) return 0
  return entries.filter((entry) => entry.kind === 'message' && entry.seq > seenSeq && entry.authorId !== readerId)
    .length
}
