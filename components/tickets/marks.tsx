import { clsx } from 'clsx'
import { ChevronUp, Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Priority } from '@/lib/tickets/schema'

/** Urgent and high, in ink; normal goes without saying. */
export function PriorityMark({ priority, className }: { priority: Priority; className?: string }) {
  const t = useTranslations('priority')
  if (priority === 'normal') return null
  return (
    <span
      className={clsx(
        'inline-flex h-4.5 shrink-0 items-center gap-0.5 rounded-[4px] px-1.5 font-strong text-[0.6875rem] leading-none touch:h-7 touch:rounded-control touch:px-2.5 touch:text-meta',
        priority === 'urgent' ? 'bg-text text-paper' : 'pl-0 text-text touch:pl-0',
        className,
      )}
    >
      {priority === 'high' ? <ChevronUp aria-hidden className="size-3 stroke-[2.5] touch:size-4" /> : null}
      {t(priority)}
    </span>
  )
}

export function RestrictedMark({ isBare = false }: { isBare?: boolean }) {
  const t = useTranslations('ticketRow')
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center gap-1 font-medium text-[0.6875rem] text-restricted leading-none touch:text-meta',
        !isBare && 'h-4.5 rounded-pill bg-restricted-fill pr-2 pl-1.5 touch:h-7 touch:pr-3 touch:pl-2.5',
      )}
    >
      <Lock aria-hidden className="size-3 stroke-[2.25] touch:size-4" />
      <span className={clsx(isBare && 'sr-only')}>{t('restricted')}</span>
    </span>
  )
}

/** A count where one is involved, a dot elsewhere. */
export function UnreadMark({ count, isDot }: { count: number; isDot: boolean }) {
  const t = useTranslations('ticketRow')
  if (count > 0)
    return (
      <span className="inline-grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-pill bg-text px-1.5 font-strong text-[0.6875rem] text-paper leading-none touch:h-7 touch:min-w-7 touch:text-meta">
        <span aria-hidden>{count > 99 ? '99+' : count}</span>
        <span className="sr-only">{t('unread', { count })}</span>
      </span>
    )
  if (!isDot) return null
  return (
    <span className="inline-grid size-4.5 shrink-0 place-items-center touch:size-7">
      <span aria-hidden className="size-2 rounded-pill bg-text touch:size-2.5" />
      <span className="sr-only">{t('somethingNew')}</span>
    </span>
  )
}
