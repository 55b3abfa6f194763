'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'

/** People as a record names them: in full, the reader too. */
export function useFullNames() {
  const { personName } = useHotel()
  const t = useTranslations('events')
  return useMemo(() => {
    const name = (personId: string | null) => (personId === null ? t('clock') : personName(personId) || t('somebody'))
    return { actor: name, object: name }
  }, [personName, t])
}
