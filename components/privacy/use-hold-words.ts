'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import type { LegalHold } from '@/lib/tickets/schema'

/** Who set a hold, when and why. */
export function useHoldWords(): (legalHold: LegalHold) => string {
  const t = useTranslations('privacy')
  const format = useFormatter()
  const names = useNames()
  return ({ reason, setById, setAt }) =>
    t('holdShown', { name: names.object(setById), time: format.dateTime(new Date(setAt), 'dayTime'), reason })
}
