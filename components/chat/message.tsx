'use client'
import { memo } from 'react'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/components/ui/cn'
import { ANCHORED, anchoring, EntryTime } from './entry-time'
import { MessagePhotos } from './message-photos'
import { OutgoingState, SentState } from './message-state'
import { MessageText } from './message-text'
import { RemoveButton } from './remove-button'
import { Removed } from './removed'
import type { Row, ShownMessage } from './thread-rows'

interface Props {
  row: Extract<Row, { kind: 'message' }>
  /** The newest message of the reader's own. */
  isNewestOwn: boolean
  /** The address names it. */
  isAnchor: boolean
}

/** One message; the first of a group says who and when. Drawn again only when its own row has changed. */
export const Message = memo(function Message({ row, isNewestOwn, isAnchor }: Props) {
  const { message, isOwn, startsGroup, seenBy, isDelivered } = row
  const { outgoing } = message
  return (
    <li
      {...anchoring(message.seq, isAnchor)}
      className={cn(
        'group/entry flex flex-col',
        isOwn ? 'items-end' : 'items-start',
        startsGroup ? 'mt-5' : 'mt-1',
        ANCHORED,
      )}
    >
      {startsGroup ? <Heading message={message} isOwn={isOwn} /> : null}
      <div className={cn('flex w-full items-center gap-1', isOwn && 'flex-row-reverse')}>
        <div
          className={cn(
            'grid min-w-0 max-w-[min(85%,40rem)] grid-cols-1 gap-2 rounded-card border px-3.5 py-2',
            message.photos.length > 0 && 'p-1.5',
            isOwn ? 'border-transparent bg-sunken' : 'border-line bg-paper',
            outgoing?.state === 'waiting' && 'opacity-70',
            outgoing?.state === 'failed' && 'border-late bg-late-fill text-late',
          )}
        >
          <MessagePhotos message={message} />
          {message.text ? <MessageText {...message} /> : null}
          {message.removed ? <Removed removed={message.removed} /> : null}
        </div>
        {message.seq !== null && !message.removed ? <RemoveButton seq={message.seq} at={message.at} isMessage /> : null}
      </div>
      {outgoing ? <OutgoingState message={outgoing} /> : null}
      {isOwn && !outgoing ? <SentState seenBy={seenBy} isDelivered={isDelivered} isNewest={isNewestOwn} /> : null}
    </li>
  )
})

function Heading({ message: { authorId, at, seq }, isOwn }: { message: ShownMessage; isOwn: boolean }) {
  const { personName } = useHotel()
  const names = useNames()
  const name = personName(authorId) || names.subject(authorId)
  return (
    <p className="mb-1 flex items-center gap-2 text-meta text-muted">
      {isOwn ? <span className="sr-only">{names.subject(authorId)}</span> : <Avatar name={name} />}
      {isOwn ? null : <span className="font-medium text-text">{name}</span>}
      <EntryTime seq={seq} at={at} />
    </p>
  )
}
