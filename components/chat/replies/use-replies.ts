'use client'
/** Quick replies in the composer: "/" or the button opens the list, typing on filters it, and what is taken stands in the text
 *  as if it had been typed. Sent word for word, it is shown in each reader's language. */
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Hotel, useHotel } from '@/components/shell/hotel-provider'
import { fold } from '@/components/tickets/board-view'
import { keptReplies, readReplies } from '@/lib/client/replies'
import { nameIn } from '@/lib/names'
import type { QuickReply } from '@/lib/replies/schema'
import { type Fillings, gapIn, inEveryLanguage, PLACEHOLDERS } from '@/lib/replies/text'
import type { Ticket } from '@/lib/tickets/schema'
import { type Completion, useCompletion, type Writing } from '../use-completion'
import { begun, replied, slashAt, withdrawn } from './slash'

export interface Replying extends Completion<QuickReply> {
  /** Null while they are being read for the first time; `failed` when they could not be. */
  known: readonly QuickReply[] | 'failed' | null
  fillings: Fillings
  /** Open the list without typing, or put it away again. */
  press: () => void
  /** The reply that this text is, word for word. */
  usedIn: (text: string) => string | undefined
  /** Selects the first placeholder that is not filled in; false when there is none, or it is selected already. */
  toGap: () => boolean
}

export function useReplies({ ticket, ...writing }: Writing & { ticket: Ticket }): Replying {
  const { box, text } = writing
  const hotel = useHotel()
  const locale = useLocale()
  const fillings = useFillings(ticket, hotel)
  const used = useRef(new Map<string, QuickReply>())
  const known = useKnown(hotel.actor.personId, text.includes('/'))
  const find = useCallback(
    (query: string) => (known === null || known === 'failed' ? [] : foundIn(known, query, hotel, ticket, locale)),
    [known, hotel, ticket, locale],
  )
  const complete = (now: string, from: number, caret: number, reply: QuickReply) => {
    used.current.set(reply.id, reply)
    return replied(now, from, caret, nameIn(locale, reply.texts), fillings)
  }
  const list = useCompletion({ ...writing, begunAt: slashAt, find, complete })
  const press = () => {
    const caret = box.current?.selectionStart ?? text.length
    const open = slashAt(text, caret)
    list.put(open ? withdrawn(text, open.from, caret) : begun(text, caret))
  }
  const toGap = () => {
    const gap = openGap(text)
    const { selectionStart, selectionEnd } = box.current ?? {}
    if (!gap || (selectionStart === gap.from && selectionEnd === gap.to)) return false
    box.current?.focus()
    box.current?.setSelectionRange(gap.from, gap.to)
    return true
  }
  const usedIn = (said: string) => [...used.current.values()].find((one) => inEveryLanguage(one.texts, said))?.id
  return { ...list, known, fillings, press, usedIn, toGap }
}

/** The first placeholder of a quick reply that is still to be filled in, without its braces. */
export function gapNamed(text: string): string | null {
  const gap = openGap(text)
  return gap && text.slice(gap.from + 1, gap.to - 1)
}

function openGap(text: string) {
  const gap = gapIn(text)
  return gap && PLACEHOLDERS.some((name) => `{${name}}` === text.slice(gap.from, gap.to)) ? gap : null
}

/** What of a reply the ticket tells by itself. */
function useFillings(ticket: Ticket, { actor, placeName, shortName }: Hotel): Fillings {
  const t = useTranslations('ticket')
  const room = placeName(ticket.placeId)
  return {
    ...(room !== '' && { room }),
    name: shortName(actor.personId),
    number: t('number', { number: String(ticket.number) }),
  }
}

/** Read anew each time that they are called for. */
function useKnown(personId: string, isWanted: boolean): Replying['known'] {
  const [known, setKnown] = useState<Replying['known']>(() => keptReplies(personId))
  useEffect(() => {
    if (!isWanted) return
    let isCurrent = true
    readReplies(personId).then(
      (items) => isCurrent && setKnown(items),
      () => isCurrent && setKnown(keptReplies(personId) ?? 'failed'),
    )
    return () => {
      isCurrent = false
    }
  }, [personId, isWanted])
  return known
}

/** By shortcut, then by any word; one's own department's first, then everybody's, then the ticket's. */
function foundIn(
  known: readonly QuickReply[],
  query: string,
  { actor }: Hotel,
  ticket: Ticket,
  locale: string,
): QuickReply[] {
  const wanted = fold(query)
  const rank = ({ departmentId }: QuickReply) =>
    departmentId === null
      ? 1
      : actor.departmentIds.includes(departmentId)
        ? 0
        : departmentId === ticket.departmentId
          ? 2
          : 3
  const distance = ({ shortcut, texts }: QuickReply) => {
    if (fold(shortcut).startsWith(wanted)) return 0
    const words = fold(nameIn(locale, texts)).split(/[^\p{L}\p{N}]+/u)
    return words.some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return known
    .filter((reply) => distance(reply) < 2)
    .sort((a, b) => distance(a) - distance(b) || rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut))
}
