/** What was noted of a guest, how a call went, where they moved, and what was filled in, as sentences. Shared, and pure. */
import type { FilledField, GuestChange, TicketEvent } from '@/lib/chat/schema'
import { nameIn } from '@/lib/names'
import type { EventWords } from './event-text'
import { valueText } from './value-text'

type GuestEvent = Extract<TicketEvent, { code: 'guest_set' | 'called_back' | 'guest_moved' | 'filled' }>

export function guestEventTextIn({ guest: t, ticket, locale, format, item, placeName }: EventWords) {
  const noted = (change: GuestChange): string => {
    if (change.what === 'name') return change.to === '' ? t('change.noName') : t('change.name', { to: change.to })
    if (change.what === 'inRoom') return t(change.to ? 'change.inRoom' : 'change.notInRoom')
    return t(change.to ? 'change.callBack' : 'change.noCallBack')
  }
  const filled = (itemId: string | null, { code, to }: FilledField): string => {
    const known = item(itemId)?.fields.find((one) => one.code === code)
    const field = known ? nameIn(locale, known.names) : code
    if (to === null) return t('emptied', { field })
    return t('field', { field, to: valueText(to, { field: known, locale, yes: ticket('yes'), no: ticket('no') }) })
  }
  return ({ code, params }: GuestEvent, name: string): string => {
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
