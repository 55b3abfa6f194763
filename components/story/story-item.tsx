'use client'
import { BellRing, Camera, Eye, MessageSquare, PencilLine } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { memo } from 'react'
import { MessageText } from '@/components/chat/message-text'
import { Removed } from '@/components/chat/removed'
import { useEventText } from '@/components/chat/use-event-text'
import { useHotel } from '@/components/shell/hotel-provider'
import { dayOf } from '@/lib/client/hotel-time'
import { photoUrl } from '@/lib/client/photos'
import { type StoryItem as Item, isDamaged, removedOf } from '@/lib/history/story/timeline'
import { useFullNames } from './use-full-names'

const ICON = { message: MessageSquare, photo: Camera, change: PencilLine, view: Eye, alert: BellRing }

/** One thing that happened: when the hotel knew of it, what, who, and on which device. */
export const StoryItem = memo(function StoryItem({ item }: { item: Item }) {
  const thread = useTranslations('thread')
  const format = useFormatter()
  const Icon = ICON[item.kinds.at(-1) ?? 'change']
  return (
    <li className="grid grid-cols-[4rem_1.25rem_minmax(0,1fr)] items-start gap-x-3 py-2 [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto] print:break-inside-avoid print:[content-visibility:visible]">
      <time dateTime={item.at} className="pt-0.5 text-meta text-muted tabular-nums">
        {format.dateTime(new Date(item.at), 'seconds')}
      </time>
      <Icon aria-hidden className="mt-0.5 size-4 stroke-[1.75] text-muted" />
      <div className="grid min-w-0 gap-1">
        <Content item={item} />
        {isDamaged(item) ? <p className="text-late text-meta">{thread('damaged')}</p> : null}
        <Origin item={item} />
      </div>
    </li>
  )
})

function Content({ item }: { item: Item }) {
  const t = useTranslations('story')
  const format = useFormatter()
  const names = useFullNames()
  const eventText = useEventText(names)
  const name = names.actor(item.personId)
  const removed = removedOf(item)
  // The one place where a story shows what was removed; its file has its own (`lib/history/story/file.ts`).
  if (removed)
    return (
      <p className="text-body">
        <Removed removed={removed} names={names} />
      </p>
    )
  if ('change' in item) return <p className="text-body [overflow-wrap:anywhere]">{eventText(item.change)}</p>
  if ('alert' in item) return <p className="text-body text-muted">{t('alerted', { name })}</p>
  if ('read' in item) {
    const { upTo, isAll } = item
    const time = upTo ? format.dateTime(new Date(upTo.receivedAt), 'seconds') : ''
    const read = isAll ? t('readAll', { name }) : upTo ? t('read', { name, time }) : t('readOlder', { name })
    return <p className="text-body text-muted">{read}</p>
  }
  return <Said item={item} />
}

function Said({ item: { entry } }: { item: Extract<Item, { entry: unknown }> }) {
  const { text, mentions = [], departments = [], reply, photos = [] } = entry.body
  return (
    <div className="grid justify-items-start gap-2 rounded-card border border-line bg-surface px-3 py-2 print:border-0 print:p-0">
      {text ? <MessageText {...{ text, mentions, departments }} {...(reply && { texts: reply.texts })} /> : null}
      {photos.length > 0 ? (
        <span className="flex flex-wrap gap-2">
          {photos.map(({ id, width, height }) => (
            // biome-ignore lint/performance/noImgElement: shown only to who may see it, by their cookie
            <img
              key={id}
              src={photoUrl(entry.ticketId, id, 'thumb')}
              alt=""
              {...{ width, height }}
              loading="lazy"
              className="h-24 w-auto rounded-control object-cover"
            />
          ))}
        </span>
      ) : null}
    </div>
  )
}

/** Who and where; and when it was done, where that was long before it was known. */
function Origin({ item }: { item: Item }) {
  const t = useTranslations('story')
  const format = useFormatter()
  const names = useFullNames()
  const { timeZone } = useHotel().settings
  const entry = 'change' in item ? item.change : 'entry' in item ? item.entry : null
  const isLate = entry !== null && Date.parse(entry.receivedAt) - Date.parse(entry.at) > LATE_MS
  const name = names.actor(item.personId)
  const who = 'entry' in item ? (item.device ? t('by', { name, device: item.device }) : name) : item.device
  if (!who && !isLate) return null
  return (
    <p className="flex flex-wrap gap-x-2 text-meta text-muted">
      {who ? <span>{who}</span> : null}
      {isLate && entry ? (
        <span className="font-medium text-text">
          {t('happened', {
            // With its day, where that is another.
            at: format.dateTime(new Date(entry.at), isSameDay(entry, timeZone) ? 'seconds' : 'exact'),
            known: format.dateTime(new Date(entry.receivedAt), 'seconds'),
          })}
        </span>
      ) : null}
    </p>
  )
}

/** A device's clock and the ways of a request may differ by as much. */
const LATE_MS = 30_000

const isSameDay = ({ at, receivedAt }: { at: string; receivedAt: string }, timeZone: string) =>
  dayOf(at, timeZone) === dayOf(receivedAt, timeZone)
