'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useHere } from '@/components/live/presence-provider'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { MOST_PRESENT } from '@/lib/live/events'

/** Further people are counted. */
const SHOWN = 2

/** Who else has the ticket open, in its row: initials inside a ring, with a word for whoever hovers. The row's name says it
 *  to whoever listens. */
export function Lookers({ ticketId }: { ticketId: string }) {
  const { personName } = useHotel()
  const here = useHere(ticketId)
  const words = useHereWords(here, { isCrowd: isCut(here) })
  if (here.length === 0) return null
  const more = here.length - SHOWN
  return (
    <span aria-hidden title={words} className="flex shrink-0 animate-appear items-center gap-0.5">
      {here.slice(0, SHOWN).map((personId) => (
        <Avatar
          key={personId}
          name={personName(personId)}
          className="size-5 bg-paper text-[0.5rem] tracking-normal ring-1 ring-text ring-inset touch:size-7 touch:text-[0.6875rem]"
        />
      ))}
      {more > 0 ? (
        <span className="pl-0.5 text-meta text-muted tabular-nums">{isCut(here) ? `${more}+` : `+${more}`}</span>
      ) : null}
    </span>
  )
}

/** So many are named; more are counted. */
export const NAMED = 3

/** Whether there may be more than these, who are all the others that were told of: one of a crowd may be the reader. */
export const isCut = (here: readonly string[]): boolean => here.length >= MOST_PRESENT - 1

interface Said {
  /** There may be more. */
  isCrowd: boolean
  /** Everybody by name. */
  isWhole?: boolean
}

/** "Hana is here"; nothing when nobody is. */
export function useHereWords(personIds: readonly string[], { isCrowd, isWhole = false }: Said): string {
  const t = useTranslations('presence')
  const format = useFormatter()
  const names = useNames()
  const count = personIds.length
  if (count === 0) return ''
  if (count > NAMED && !isWhole) return t(isCrowd ? 'orMore' : 'many', { count })
  const all = format.list(personIds.map(names.subject))
  return isCrowd ? t('andMore', { names: all }) : t('here', { count, names: all })
}
