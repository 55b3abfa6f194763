import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { Status } from '@/lib/tickets/schema'
import { STATUS_LOOK } from './status-look'

/** A status: icon, word and colour together. */
export function StatusPill({ status, className }: { status: Status; className?: string }) {
  const t = useTranslations('status')
  const { icon: Icon, tone } = STATUS_LOOK[status]
  return (
    <span
      className={clsx(
        'inline-flex h-4.5 shrink-0 items-center gap-1 whitespace-nowrap rounded-pill pr-2 pl-1.5 font-medium text-[0.6875rem] leading-none touch:h-7 touch:gap-1.5 touch:pr-3 touch:pl-2.5 touch:text-meta',
        tone,
        className,
      )}
    >
      <Icon aria-hidden className="size-3 stroke-[2.25] touch:size-4 touch:stroke-2" />
      {t(status)}
    </span>
  )
}
