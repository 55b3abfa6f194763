'use client'
import { Camera, ScrollText } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { useReading } from '@/components/shell/use-reading'
import { RestrictedMark } from '@/components/tickets/marks'
import { StatusPill } from '@/components/tickets/status-pill'
import { Button } from '@/components/ui/button'
import type { Entry } from '@/lib/chat/schema'
import type { Found } from '@/lib/history/schema'
import { rangesIn, type Term } from '@/lib/history/terms'
import { HITS_SHOWN } from '@/lib/history/vocabulary'
import { excerptOf } from './excerpt'
import { Highlighted } from './highlighted'

interface Props {
  found: Found
  terms: readonly Term[]
  /** Asks for the entries that are not shown. */
  onMoreHits?: () => Promise<void>
}

/** A ticket that was found, and what was found in it. */
export function FoundTicket({ found: { ticket, hits, hitCount }, terms, onMoreHits }: Props) {
  const story = useTranslations('story')
  const hotel = useHotel()
  const format = useFormatter()
  const note = [ticket.catalogueItemId === null ? '' : ticket.summary, ticket.guestName].filter(Boolean).join(' · ')
  const place = hotel.placeName(ticket.placeId)
  const marked = (text: string) => <Highlighted text={text} ranges={rangesIn(text, terms)} />
  return (
    <li className="border-line border-b py-3 touch:rounded-card touch:border touch:bg-surface touch:px-4">
      <article className="grid gap-2">
        <Link
          href={`/tickets/${ticket.id}`}
          prefetch={false}
          data-found
          className="-mx-2 grid grid-cols-[4.25rem_minmax(0,1fr)_auto] items-baseline gap-x-3 rounded-control px-2 py-1 hover:bg-sunken touch:min-h-12 touch:items-center"
        >
          <span className="truncate font-strong text-thread tabular-nums">{place ? marked(place) : '–'}</span>
          <span className="min-w-0">
            <span className="flex min-w-0 items-center gap-1.5">
              {ticket.restricted ? <RestrictedMark isBare /> : null}
              <span className="min-w-0 truncate font-medium text-body">
                {marked(hotel.what(ticket))}
                {note ? <span className="font-normal text-muted"> · {marked(note)}</span> : null}
              </span>
            </span>
            <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 pt-0.5 text-meta text-muted">
              <StatusPill status={ticket.status} />
              <span className="truncate">
                {[hotel.departmentName(ticket.departmentId), hotel.shortName(ticket.assigneeId)]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </span>
          </span>
          <span className="grid justify-items-end text-meta text-muted tabular-nums">
            <span>T-{ticket.number}</span>
            <time dateTime={ticket.openedAt}>{format.dateTime(new Date(ticket.openedAt), 'date')}</time>
          </span>
        </Link>
        {hits.length > 0 ? (
          <ul className="grid gap-1 pl-[5rem] max-sm:pl-3">
            {hits.map((entry) => (
              <Hit key={entry.seq} entry={entry} terms={terms} />
            ))}
            {hitCount > hits.length ? (
              <MoreHits
                count={hitCount - hits.length}
                onRead={hits.length < HITS_SHOWN.alone ? onMoreHits : undefined}
              />
            ) : null}
          </ul>
        ) : null}
        <Link
          href={`/tickets/${ticket.id}/story`}
          prefetch={false}
          className="ml-[4.5rem] inline-flex items-center gap-1.5 justify-self-start rounded-control px-2 py-0.5 text-meta text-muted hover:bg-sunken hover:text-text max-sm:ml-1 touch:min-h-12"
        >
          <ScrollText aria-hidden className="size-3.5 stroke-[1.75]" />
          {story('link')}
        </Link>
      </article>
    </li>
  )
}

function MoreHits({ count, onRead }: { count: number; onRead: (() => Promise<void>) | undefined }) {
  const t = useTranslations('history')
  const { isReading, error, read } = useReading(async () => onRead?.())
  const text = t('moreHits', { count })
  if (!onRead) return <li className="text-meta text-muted">{text}</li>
  return (
    <li className="flex flex-wrap items-center gap-x-3">
      <Button
        size="small"
        tone="quiet"
        className="-mx-2 px-2 text-muted"
        disabled={isReading}
        onClick={() => void read()}
      >
        {text}
      </Button>
      {error ? (
        <span role="alert" className="text-late text-meta">
          {error}
        </span>
      ) : null}
    </li>
  )
}

function Hit({ entry, terms }: { entry: Entry; terms: readonly Term[] }) {
  const t = useTranslations('history')
  const locale = useLocale()
  const names = useNames()
  const format = useFormatter()
  const { text, ranges } = excerptOf(entry, locale, terms)
  const isPhoto = entry.kind === 'message' && (entry.body.photos ?? []).length > 0
  return (
    <li>
      <Link
        href={`/tickets/${entry.ticketId}#${entry.seq}`}
        prefetch={false}
        className="-mx-2 block rounded-control px-2 py-0.5 text-body hover:bg-sunken touch:py-2.5"
      >
        <span className="text-meta text-muted">
          {names.subject(entry.authorId)},{' '}
          <time dateTime={entry.at}>{format.dateTime(new Date(entry.at), 'dateTime')}</time>
        </span>
        <span dir="auto" className="block [overflow-wrap:anywhere]">
          {isPhoto ? (
            <Camera role="img" aria-label={t('photo')} className="mr-1.5 inline size-4 stroke-[1.75] text-muted" />
          ) : null}
          <Highlighted text={text} ranges={ranges} />
        </span>
      </Link>
    </li>
  )
}
