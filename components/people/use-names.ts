'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'

export interface Names {
  /** The one who does something: "You", "Hana", "The clock" (null), "Somebody" (nobody we know of). */
  subject(personId: string | null): string
  /** The one it is done to: "you", "Hana". */
  object(personId: string | null): string
  /** The one who did what an event tells: some languages say "by you" there, with a verb that fits everybody. */
  actor(personId: string | null): string
}

/** What to call people in a sentence. */
export function useNames(): Names {
  const { actor, shortName } = useHotel()
  const t = useTranslations('events')
  return useMemo(() => {
    const named = (personId: string | null) => (personId === null ? t('clock') : shortName(personId) || t('somebody'))
    return {
      subject: (personId) => (personId === actor.personId ? t('you') : named(personId)),
      object: (personId) => (personId === actor.personId ? t('youToo') : named(personId)),
      actor: (personId) => (personId === actor.personId ? t('youActing') : named(personId)),
    }
  }, [actor.personId, shortName, t])
}
