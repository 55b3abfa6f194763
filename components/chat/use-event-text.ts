'use client'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { dayOf } from '@/lib/client/hotel-time'
import { type EventWords, eventTextIn } from '@/lib/words/event-text'

/** What happened to a ticket, as a sentence in the reader's language; who it was, as the reader would say it unless told. */
export function useEventText(called?: EventWords['names']): ReturnType<typeof eventTextIn> {
  const { departmentName, placeName, catalogue, settings } = useHotel()
  const own = useNames()
  const words: EventWords = {
    t: useTranslations('events'),
    hold: useTranslations('holdReason'),
    priority: useTranslations('priority'),
    guest: useTranslations('guest.events'),
    ticket: useTranslations('ticket'),
    locale: useLocale(),
    format: useFormatter(),
    dayOf: (moment) => dayOf(moment, settings.timeZone),
    names: called ?? own,
    departmentName,
    placeName,
    item: (id) => (id === null ? undefined : catalogue.get(id)),
  }
  return eventTextIn(words)
}
