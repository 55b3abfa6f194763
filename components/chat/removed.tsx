'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import type { Removed as Removal } from '@/lib/chat/schema'

/** What stands where an entry's words were: who removed them, when and why, or which rule did. */
export function Removed({ removed }: { removed: Removal }) {
  const t = useTranslations('privacy')
  const format = useFormatter()
  const names = useNames()
  if (removed.why !== 'redacted') return <span className="text-muted italic">{t(removed.why)}</span>
  const said = {
    name: names.object(removed.by),
    time: format.dateTime(new Date(removed.at), 'dayTime'),
    reason: removed.reason,
  }
  return (
    <span className="text-muted italic">{removed.reason ? t('removedBy', said) : t('removedByNoReason', said)}</span>
  )
}
