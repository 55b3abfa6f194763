'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { idleMs, noteInput } from '@/lib/client/lock'

const BEAT_MS = 1_000
/** How long before it locks it says so. */
const WARNING_MS = 20_000
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

interface Props {
  minutes: number
  onIdle: () => void
}

/** Counts from the last input in any tab, by the clock: a device that slept is locked when it wakes. */
export function IdleWatch({ minutes, onIdle }: Props) {
  const t = useTranslations('device')
  const [leftSeconds, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const look = () => {
      const leftMs = minutes * 60_000 - idleMs()
      if (leftMs <= 0) onIdle()
      setLeft(leftMs > 0 && leftMs <= WARNING_MS ? Math.ceil(leftMs / 1000) : null)
    }
    const onInput = () => noteInput()
    const timer = setInterval(look, BEAT_MS)
    document.addEventListener('visibilitychange', look)
    for (const input of INPUTS) window.addEventListener(input, onInput, { passive: true, capture: true })
    look()
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      for (const input of INPUTS) window.removeEventListener(input, onInput, { capture: true })
    }
  }, [minutes, onIdle])

  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-20 z-60 grid justify-items-center px-4">
      {leftSeconds === null ? null : (
        <p className="rounded-card bg-text px-5 py-3 font-medium text-body text-paper shadow-overlay">
          {/* The seconds are for the eye: read aloud, each would interrupt the one before. */}
          <span className="sr-only">{t('locksSoon')}</span>
          <span aria-hidden>{t('locksIn', { seconds: leftSeconds })}</span>
        </p>
      )}
    </div>
  )
}
