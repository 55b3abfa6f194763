'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHere } from '@/components/live/presence-provider'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { isCut, NAMED, useHereWords } from '@/components/tickets/lookers'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/components/ui/cn'

/** Further people are in the words only. */
const SHOWN = 4

/** Who is writing right now, and who else has the ticket open. Keeps its height, so that nothing jumps. */
export function TypingLine({ ticketId, personIds }: { ticketId: string; personIds: string[] }) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const names = useNames()
  const { personName } = useHotel()
  const here = useHere(ticketId)
  const others = here.filter((personId) => !personIds.includes(personId))
  const isCounted = others.length > NAMED
  const [isAsked, setAsked] = useState(false)
  const isWhole = isCounted && isAsked
  const idle = useHereWords(others, { isCrowd: isCut(here), isWhole })
  const count = personIds.length
  const writing = count > 3 ? t('manyTyping') : t('typing', { count, names: format.list(personIds.map(names.subject)) })
  return (
    <p aria-live="off" className="flex min-h-6 items-center gap-2 px-1 text-meta text-muted touch:min-h-8">
      {here.length > 0 ? (
        <span aria-hidden className="flex shrink-0 gap-0.5">
          {here.slice(0, SHOWN).map((personId) => (
            <Avatar key={personId} name={personName(personId)} className="bg-paper ring-1 ring-text ring-inset" />
          ))}
        </span>
      ) : null}
      <span className={cn('min-w-0', !isWhole && 'truncate')}>
        {count > 0 ? <span className="animate-appear text-text">{writing}</span> : null}
        {count > 0 && idle ? ' · ' : null}
        {idle && !isCounted ? <span className="animate-appear">{idle}</span> : null}
        {isCounted ? (
          <button type="button" aria-expanded={isWhole} onClick={() => setAsked(!isAsked)} className={ASK}>
            {idle}
          </button>
        ) : null}
      </span>
    </p>
  )
}

const ASK =
  'animate-appear rounded-control text-start underline decoration-dotted underline-offset-2 hover:text-text touch:-my-2 touch:min-h-12'
