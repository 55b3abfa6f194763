'use client'
import { clsx } from 'clsx'
import { Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePresence } from './duty-provider'

/** Beside a name: on duty, or off today; nothing for whoever has said neither. */
export function PresenceMark({ personId, className }: { personId: string; className?: string }) {
  const t = useTranslations('duty')
  const presence = usePresence(personId)
  if (presence === null) return null
  const Icon = presence === 'on_duty' ? Sun : Moon
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center gap-1 whitespace-nowrap font-medium text-meta',
        presence === 'on_duty' ? 'text-done' : 'text-hold',
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 stroke-2 touch:size-4" />
      {t(presence)}
    </span>
  )
}
