'use client'
/** What was noted of a guest, how a call went, where they moved, and what was filled in, as sentences. */
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { valueText } from '@/components/tickets/about/value-text'
import type { FilledField, GuestChange, TicketEvent } from '@/lib/chat/schema'
import { nameIn } from '@/lib/names'

type GuestEvent = Extract<TicketEvent, { code: 'guest_set' | 'called_back' | 'guest_moved' | 'filled' }>

export function useGuestEventText(): (event: GuestEvent, name: string) => string {
  const t = useTranslations('guest.events')
  const yesNo = useTranslations('ticket')
  const locale = useLocale()
  const format = useFormatter()
  const { catalogue, placeName } = useHotel()

  const noted = (change: GuestChange): string => {
    if (change.what === 'name') return change.to === '' ? t('change.noName') : t('change.name', { to: change.to })
    if (change.what === 'inRoom') return t(change.to ? 'change.inRoom' : 'change.notInRoom')
    return t(change.to ? 'change.callBack' : 'change.noCallBack')
  }
  const filled = (itemId: string | null, { code, to }: FilledField): string => {
    const known = catalogue.get(itemId ?? '')?.fields.find((one) => one.code === code)
    const field = known ? nameIn(locale, known.names) : code
    if (to === null) return t('emptied', { field })
    return t('field', { field, to: valueText(to, { field: known, locale, yes: yesNo('yes'), no: yesNo('no') }) })
  }
  return ({ code, params }, name) => {
    switch (code) {
      case 'guest_set':
        return t(code, { name, changes: format.list(params.changes.map(noted)) })
      case 'called_back':
        return t(`called_back.${params.outcome}`, { name })
      case 'guest_moved':
        return t(code, { name, from: placeName(params.from), to: placeName(params.to) })
      case 'filled':
        return t(code, { name, changes: format.list(params.changes.map((one) => filled(params.itemId, one))) })
    }
  }
}
