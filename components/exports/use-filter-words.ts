'use client'
/** What an export was narrowed to, in words. */
import { useFormatter, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useKeyName } from '@/components/reports/use-key-name'
import type { ExportFilter } from '@/lib/exports/vocabulary'
import type { Having } from '@/lib/history/vocabulary'
import type { Dimension, Measure } from '@/lib/reports/schema'

/** By which list of names each narrowing is called. */
const NAMED: Record<string, Dimension> = {
  ...{ department: 'department', place: 'place', at: 'place', floor: 'floor', item: 'item' },
  ...{ person: 'person', shift: 'shift' },
}

export function useFilterWords(): (filter: ExportFilter) => string {
  const t = useTranslations('exports')
  const measure = useTranslations('reports.measure')
  const status = useTranslations('status')
  const format = useFormatter()
  const nameOf = useKeyName()
  return useCallback(
    ({ kind, query }) => {
      const words = Object.entries(query).flatMap(([name, value]) => {
        const values = (Array.isArray(value) ? value : [value]).map(String)
        if (value === undefined || value === '') return []
        if (name === 'q') return [`“${value}”`]
        if (name === 'measure') return value === 'opened' ? [] : [measure(value as Measure)]
        if (name === 'since' || name === 'until')
          return [t(name, { day: format.dateTime(new Date(`${value}`), 'date') })]
        if (name === 'state') return values.map((one) => status(one as 'new'))
        if (name === 'has') return values.map((one) => t(`having.${one as Having}`))
        if (name === 'weekday' || name === 'hour') return [t(name, { value: Number(value) })]
        if (name === 'from') return values.map((one) => t('writtenBy', { name: nameOf('person', one) }))
        const by = NAMED[name]
        return by ? values.map((one) => nameOf(by, one)) : []
      })
      return words.length > 0 ? words.join(' · ') : t(kind === 'history' ? 'everything' : 'allOpened')
    },
    [t, measure, status, format, nameOf],
  )
}
