/** What happened to a ticket, from code and parameters to a sentence in the reader's language: on a screen and in a file alike.
 *  Shared, and pure. */
import type { useFormatter, useTranslations } from 'next-intl'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import type { EditedField, Entry, TicketEvent } from '@/lib/chat/schema'
import type { Priority } from '@/lib/tickets/schema'
import { guestEventTextIn } from './guest-event-text'

export interface EventWords {
  t: ReturnType<typeof useTranslations<'events'>>
  hold: ReturnType<typeof useTranslations<'holdReason'>>
  priority: ReturnType<typeof useTranslations<'priority'>>
  guest: ReturnType<typeof useTranslations<'guest.events'>>
  ticket: ReturnType<typeof useTranslations<'ticket'>>
  locale: string
  format: Pick<ReturnType<typeof useFormatter>, 'dateTime' | 'list'>
  /** The day of a moment as the hotel counts days. */
  dayOf: (moment: string) => string
  names: {
    /** The one who does it: null is the clock. */
    actor: (personId: string | null) => string
    /** The one it is done to. */
    object: (personId: string | null) => string
  }
  departmentName: (id: string) => string
  placeName: (id: string | null) => string
  item: (id: string | null) => CatalogueItem | undefined
}

type EventEntry = Pick<Extract<Entry, { kind: 'event' }>, 'authorId' | 'at' | 'body'>

export function eventTextIn(words: EventWords): (entry: EventEntry) => string {
  const { t, hold, format, departmentName, names } = words
  const moment = momentIn(words)
  const change = changeIn(words)
  const ofGuest = guestEventTextIn(words)
  return ({ authorId, at, body }) => {
    const name = names.actor(authorId)
    const { object } = names
    return word(body)

    function word(event: TicketEvent): string {
      switch (event.code) {
        case 'taken_over':
        case 'unassigned':
          return t(event.code, { name, from: object(event.params.from) })
        case 'released': {
          const { from, reason } = event.params
          const why = reason ? t(`releaseReason.${reason}`) : ''
          const isOwn = from === null || from === authorId
          if (isOwn) return reason ? t('releasedWhy', { name, reason: why }) : t('released', { name })
          const whose = object(from)
          return reason
            ? t('releasedForWhy', { name, from: whose, reason: why })
            : t('releasedFor', { name, from: whose })
        }
        case 'held': {
          const { reason, until } = event.params
          if (until === null) return t('held', { name, reason: hold(reason) })
          return t('heldUntil', { name, reason: hold(reason), until: moment(until, at) })
        }
        case 'resumed':
        case 'closed':
          return event.params.byClock ? t(`${event.code}ByClock`) : t(event.code, { name })
        case 'cancelled':
          return t('cancelled', { name, reason: t(`cancelReason.${event.params.reason}`) })
        case 'assigned': {
          const { to, from } = event.params
          if (from === null) return t('assigned', { name, to: object(to) })
          return t('reassigned', { name, to: object(to), from: object(from) })
        }
        case 'transferred': {
          const { from, to, reason } = event.params
          return t('transferred', { name, from: departmentName(from), to: departmentName(to), reason })
        }
        case 'edited':
          return t('edited', { name, changes: format.list(event.params.changes.map((one) => change(one, at))) })
        case 'restricted': {
          const { namedIds } = event.params
          if (namedIds.length === 0) return t('restricted', { name })
          return t('restrictedTo', { name, names: format.list(namedIds.map(object)) })
        }
        case 'watcher_added': {
          const { personId, kind } = event.params
          if (personId === authorId) return t('watching', { name })
          return t(kind === 'mentioned' ? 'watcherMentioned' : 'watcherAdded', { name, person: object(personId) })
        }
        case 'watcher_removed': {
          const { personId } = event.params
          if (personId === authorId) return t('notWatching', { name })
          return t('watcherRemoved', { name, person: object(personId) })
        }
        case 'legal_hold_set': {
          const { reason } = event.params
          return reason ? t('legal_hold_set', { name, reason }) : t('legalHoldSetNoReason', { name })
        }
        case 'undone':
          return t('undone', { name, change: event.params.change })
        case 'guest_set':
        case 'called_back':
        case 'guest_moved':
        case 'filled':
          return ofGuest(event, name)
        default:
          return t(event.code, { name })
      }
    }
  }
}

/** A moment as a time, with its day when that is not the day of `beside`. */
const momentIn =
  ({ format, dayOf }: EventWords) =>
  (moment: string, beside: string): string =>
    format.dateTime(new Date(moment), dayOf(moment) === dayOf(beside) ? 'time' : 'dayTime')

function changeIn(words: EventWords): (change: EditedField, at: string) => string {
  const { t, priority, placeName } = words
  const moment = momentIn(words)
  return ({ field, from, to }, at) => {
    const shown = (value: EditedField['to']): string => {
      if (field === 'placeId') return placeName(typeof value === 'string' ? value : null) || t('noPlace')
      if (field === 'priority') return priority(value as Priority).toLowerCase()
      if (field === 'dueAt') return moment(String(value), at)
      return value === null || value === '' ? t('nothing') : String(value)
    }
    if (field === 'fields') return t('change.fields')
    return t(`change.${field}`, { from: shown(from), to: shown(to) })
  }
}
