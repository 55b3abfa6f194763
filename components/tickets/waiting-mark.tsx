'use client'
import { clsx } from 'clsx'
import { Clock3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { isErrand, refusedBelow } from '@/lib/client/errand'
import { useLane } from './use-shown-board'

/** Whether something that was done to a ticket is not with the hotel yet. */
export function useIsWaiting(ticketId: string): boolean {
  const lane = useLane(ticketId)
  return lane.some((item) => isErrand(item) && item.state === 'waiting' && !refusedBelow(item, lane))
}

/** Beside a status that the hotel does not know yet. With a network it is gone before it shows. */
export function WaitingMark({ ticketId, isBare = false }: { ticketId: string; isBare?: boolean }) {
  const t = useTranslations('offline')
  if (!useIsWaiting(ticketId)) return null
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 animate-appear items-center gap-1 whitespace-nowrap font-medium text-hold text-meta',
        '[animation-delay:400ms] [animation-fill-mode:backwards]',
      )}
    >
      <Clock3 aria-hidden className="size-3.5 shrink-0 stroke-2 touch:size-4" />
      <span className={isBare ? 'sr-only' : undefined}>{t('waiting')}</span>
    </span>
  )
}
