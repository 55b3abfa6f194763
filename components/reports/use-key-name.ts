'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { nameIn } from '@/lib/names'
import { type Dimension, NONE } from '@/lib/reports/schema'

/** What a row of a report is called. */
export function useKeyName(): (by: Dimension, key: string) => string {
  const t = useTranslations('reports')
  const locale = useLocale()
  const { settings, departmentName, placeName, personName, catalogue } = useHotel()
  return useCallback(
    (by, key) => {
      if (key === NONE) return t(`none.${by}`)
      const shift = settings.shifts.find(({ code }) => code === key)
      const names = {
        department: () => departmentName(key),
        place: () => placeName(key),
        floor: () => placeName(key),
        item: () => nameIn(locale, catalogue.get(key)?.names ?? {}),
        person: () => personName(key),
        shift: () => nameIn(locale, shift?.names ?? {}),
      }
      return names[by]() || t('gone')
    },
    [t, locale, settings, departmentName, placeName, personName, catalogue],
  )
}
