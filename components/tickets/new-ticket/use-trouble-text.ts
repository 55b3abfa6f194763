'use client'
import { useTranslations } from 'next-intl'
import type { NewTicket } from './use-new-ticket'

/** What is wrong with a field, as a sentence; undefined while nothing is. */
export function useTroubleText({ troubles, draft }: NewTicket): (field: string) => string | undefined {
  const t = useTranslations('newTicket')
  return (field) => {
    const trouble = troubles.find((one) => one.field === field)
    return trouble && t(trouble.code, { text: draft.place.text.trim(), count: trouble.by ?? 0 })
  }
}
