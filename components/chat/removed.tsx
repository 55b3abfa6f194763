'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import type { Removed as Removal } from '@/lib/chat/schema'

interface Props {
  removed: Removal
  /** How a record names people; without it the reader is "you". */
  names?: Pick<ReturnType<typeof useNames>, 'object'>
}

/** What stands where an entry's words were: who removed them, when and why, or which rule did. */
export function Removed({ removed, names }: Props) {
  const t = useTranslations('privacy')
  const format = useFormatter()
  const own = useNames()
  if (removed.why !== 'redacted') return <span className="text-muted italic">{t(removed.why)}</span>
  const said = {
    name: (names ?? own).object(removed.by),
    time: format.dateTime(new Date(removed.at), 'dayTime'),
    reason: removed.reason,
  }
  return (
    <span className="text-muted italic">{removed.reason ? t('removedBy', said) : t('removedByNoReason', said)}</span>
  )
}
