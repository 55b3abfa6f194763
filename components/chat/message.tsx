'use client'
import { useFormatter } from 'next-intl'
import { memo } from 'react'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/components/ui/cn'
import { MessagePhotos } from './message-photos'
import { OutgoingState, SentState } from './message-state'
import { MessageText } from './message-text'
import type { Row } from './thread-rows'

interface Props {
  row: Extract<Row, { kind: 'message' }>
  /** The newest message of the reader's own. */
  isNewestOwn: boolean
}

/** One message; the first of a group says who and when. Drawn again only when its own row has changed. */
export const Message = memo(function Message({ row, isNewestOwn }: Props) {
  const { message, isOwn, startsGroup, seenBy, isDelivered } = row
  const { outgoing } = message
  return (
    <li className={cn('flex flex-col', isOwn ? 'items-end' : 'items-start', startsGroup ? 'mt-5' : 'mt-1')}>
      {startsGroup ? <Heading authorId={message.authorId} at={message.at} isOwn={isOwn} /> : null}
      <div
        className={cn(
          'grid max-w-[min(85%,40rem)] gap-2 rounded-card border px-3.5 py-2',
          message.photos.length > 0 && 'p-1.5',
          isOwn ? 'border-transparent bg-sunken' : 'border-line bg-paper',
          outgoing?.state === 'waiting' && 'opacity-70',
          outgoing?.state === 'failed' && 'border-late bg-late-fill text-late',
        )}
      >
        <MessagePhotos message={message} />
        {message.text ? <MessageText {...message} /> : null}
      </div>
      {outgoing ? <OutgoingState message={outgoing} /> : null}
      {isOwn && !outgoing ? <SentState seenBy={seenBy} isDelivered={isDelivered} isNewest={isNewestOwn} /> : null}
    </li>
  )
})

function Heading({ authorId, at, isOwn }: { authorId: string | null; at: string; isOwn: boolean }) {
  const format = useFormatter()
  const { personName } = useHotel()
  const names = useNames()
  const name = personName(authorId) || names.subject(authorId)
  const moment = new Date(at)
  return (
    <p className="mb-1 flex items-center gap-2 text-meta text-muted">
      {isOwn ? <span className="sr-only">{names.subject(authorId)}</span> : <Avatar name={name} />}
      {isOwn ? null : <span className="font-medium text-text">{name}</span>}
      <time dateTime={at} title={format.dateTime(moment, 'dayTime')}>
        {format.dateTime(moment, 'time')}
      </time>
    </p>
  )
}
