'use client'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { cn } from '@/components/ui/cn'

/** The counter appears this close to the limit. */
const NEAR_LIMIT = 400

interface Props {
  id: string
  /** Characters that still fit; below 0, how many are too many. */
  left: number
  /** The placeholder that is not filled in. */
  gap: string | null
}

/** Below the composer: what is in the way of sending, else, for whoever hears it, which key does. */
export function ComposerHint({ id, left, gap }: Props) {
  const t = useTranslations('composer')
  const isTouched = useSyncExternalStore(never, isTouch, no)
  const isFar = left > NEAR_LIMIT
  return (
    <p
      id={id}
      className={cn('px-1 text-meta', left < 0 ? 'font-medium text-late' : 'text-muted', isFar && !gap && 'sr-only')}
    >
      {gap && left >= 0
        ? t('fillIn', { gap: `{${gap}}` })
        : isFar
          ? t(isTouched ? 'hintTouch' : 'hint')
          : left < 0
            ? t('over', { count: -left })
            : t('left', { count: left })}
    </p>
  )
}

const never = () => () => {}
const no = () => false
export const isTouch = () => window.matchMedia('(pointer: coarse)').matches
