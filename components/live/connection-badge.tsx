'use client'
import { clsx } from 'clsx'
import { CloudOff, LoaderCircle, type LucideIcon, Radio, RefreshCw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { Mode } from '@/lib/client/live-state'
import { useLiveState, useStuck, useWaiting } from './live-provider'

const LOOK: Record<Mode, { icon: LucideIcon; tone: string }> = {
  live: { icon: Radio, tone: 'text-done' },
  reconnecting: { icon: LoaderCircle, tone: 'text-hold' },
  polling: { icon: RefreshCw, tone: 'text-hold' },
  offline: { icon: CloudOff, tone: 'text-late' },
}

/** How current the screen is, in an icon and words. */
export function ConnectionBadge({ className }: { className?: string }) {
  const { mode, asOf, everLive } = useLiveState()
  const t = useTranslations('live')
  const format = useFormatter()
  // What comes may be live while what goes is not: then it is not called live.
  const isStuck = useStuck() > 0 && mode === 'live'
  const { icon: Icon, tone } = LOOK[isStuck ? 'reconnecting' : mode]
  const isFirst = mode === 'reconnecting' && !everLive
  const waiting = useWaiting()
  const time = format.dateTime(new Date(asOf), 'seconds')
  return (
    <span
      role="status"
      aria-live="polite"
      className={clsx('inline-flex items-center gap-1.5 text-meta', isFirst ? 'text-muted' : tone, className)}
    >
      <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
      <span className="flex flex-wrap gap-x-2.5 [justify-content:inherit]">
        <span data-mode={mode} className={isStuck ? 'sr-only' : undefined}>
          {isStuck ? null : isFirst ? t('connecting') : t(mode, { time })}
        </span>
        {isStuck || (waiting > 0 && mode !== 'live') ? (
          <span className="font-medium">{t('waiting', { count: waiting })}</span>
        ) : null}
      </span>
    </span>
  )
}
