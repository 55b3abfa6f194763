'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import type { PhotoRef } from '@/lib/photos/schema'

/** A photo with who sent it, and when. */
export interface NamedPhoto extends PhotoRef {
  authorId: string | null
  at: string
}

/** What a photo is called where it cannot be seen: "Photo from Hana, 14:02". */
export function usePhotoName(): (photo: NamedPhoto) => string {
  const t = useTranslations('photos')
  const format = useFormatter()
  const names = useNames()
  return ({ authorId, at, phase }) =>
    t('name', { name: names.object(authorId), time: format.dateTime(new Date(at), 'time'), phase: phase ?? 'none' })
}
