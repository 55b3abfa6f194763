'use client'
import { FileDown, MessageSquare, Printer } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { storyFileUrl } from '@/lib/client/story'
import type { StoryPage } from '@/lib/history/story/schema'
import { lengthOf } from '@/lib/history/story/timeline'

/** What can be done with a story. */
export function StoryActions({ ticketId }: { ticketId: string }) {
  const t = useTranslations('story')
  return (
    <div className="flex flex-wrap gap-2 print:hidden touch:gap-3">
      <Button asChild tone="quiet">
        <Link href={`/tickets/${ticketId}`} prefetch={false}>
          <MessageSquare aria-hidden />
          {t('open')}
        </Link>
      </Button>
      <Button onClick={() => window.print()}>
        <Printer aria-hidden />
        {t('print')}
      </Button>
      <Button asChild>
        <a href={storyFileUrl(ticketId)} download>
          <FileDown aria-hidden />
          {t('pdf')}
        </a>
      </Button>
    </div>
  )
}

/** What ticket it is; on paper also whose hotel, and when it was printed by whom. */
export function StoryHead({ story, printedAt }: { story: StoryPage; printedAt: number }) {
  const t = useTranslations('story')
  const format = useFormatter()
  const hotel = useHotel()
  const { hotelName, timeZone } = hotel.settings
  const { ticket } = story
  const what = [
    hotel.placeName(ticket.placeId),
    hotel.what(ticket),
    ticket.catalogueItemId === null ? '' : ticket.summary,
  ]
  return (
    <div className="grid gap-1">
      <p className="text-thread [overflow-wrap:anywhere]">{what.filter(Boolean).join(' · ')}</p>
      <p className="text-body text-muted">
        {t('entries', { count: lengthOf(story) })}
        {' · '}
        {t('zone', { zone: timeZone })}
      </p>
      <p className="hidden text-body print:block">
        {hotelName}
        {' · '}
        {t('printed', { at: format.dateTime(new Date(printedAt), 'dateTime'), name: hotel.actor.name })}
      </p>
    </div>
  )
}
