'use client'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { isOffered, type Made } from './undo-context'

/** What was done, in words; null when it is not of a kind that can be taken back. */
export function useMadeWords(): (action: string, made: readonly Made[]) => string | null {
  const t = useTranslations('undo')
  const { placeName, what } = useHotel()
  return useCallback(
    (action, made) => {
      const [first] = made
      if (!first || !isOffered(action)) return null
      const name = [placeName(first.ticket.placeId), what(first.ticket)].filter(Boolean).join(' ')
      return t(`made.${action}`, { count: made.length, name })
    },
    [t, placeName, what],
  )
}
