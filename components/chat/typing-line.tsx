'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'

/** Who is writing right now. Keeps its height, so that nothing jumps. */
export function TypingLine({ personIds }: { personIds: string[] }) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const names = useNames()
  const count = personIds.length
  return (
    <p aria-live="off" className="h-6 truncate px-1 text-meta text-muted touch:h-7">
      {count === 0 ? null : (
        <span className="animate-appear">
          {count > 3 ? t('manyTyping') : t('typing', { count, names: format.list(personIds.map(names.subject)) })}
        </span>
      )}
    </p>
  )
}
