'use client'
/** Figures in the reader's language. */
import { useFormatter, useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]

export function useFigureWords() {
  const t = useTranslations('reports')
  const format = useFormatter()
  const duration = useCallback(
    (seconds: number | null): string => {
      if (seconds === null) return '–'
      const whole = Math.round(seconds)
      if (whole < MINUTE) return t('seconds', { seconds: whole })
      const minutes = Math.round(whole / MINUTE)
      if (whole < HOUR) return t('minutes', { minutes })
      if (whole < DAY) return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
      const hours = Math.round(whole / HOUR)
      return t('days', { days: Math.floor(hours / 24), hours: hours % 24 })
    },
    [t],
  )
  const share = useCallback(
    (part: number | null, whole = 1): string =>
      part === null || whole === 0 ? '–' : format.number(part / whole, { style: 'percent', maximumFractionDigits: 1 }),
    [format],
  )
  const count = useCallback((many: number): string => format.number(many), [format])
  return useMemo(() => ({ duration, share, count }), [duration, share, count])
}
