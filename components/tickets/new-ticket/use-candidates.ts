'use client'
/** The hotel's places and items as what can be typed. */
import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { nameIn } from '@/lib/schema'
import type { Candidate } from './suggest'

export function useCandidates(): { places: Candidate[]; items: Candidate[] } {
  const hotel = useHotel()
  const locale = useLocale()
  return useMemo(() => {
    const places = [...hotel.places.values()].map((place): Candidate => {
      const within = hotel.placeName(place.parentId)
      return { id: place.id, label: place.name, hint: within, also: [] }
    })
    const items = [...hotel.catalogue.values()].map((item): Candidate => {
      const { [locale]: _, ...others } = item.names
      const also = [...item.keywords, ...Object.values(others)]
      return { id: item.id, label: nameIn(locale, item.names), hint: hotel.departmentName(item.departmentId), also }
    })
    return { places, items }
  }, [hotel, locale])
}
