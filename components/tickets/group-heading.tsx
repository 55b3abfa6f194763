import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { BoardGroup } from '@/lib/tickets/policy'
import type { LinePlace } from './list-line'

const isPressing = (group: BoardGroup) => group === 'urgent' || group === 'late'

interface Props {
  group: BoardGroup
  count: number
  /** What its line says of its place in the list. */
  place: LinePlace
}

/** Where a section of the list begins; stays in sight while its tickets scroll. */
export function GroupHeading({ group, count, place }: Props) {
  const t = useTranslations('board')
  return (
    <li {...place} className="sticky top-0 z-[1] bg-paper touch:-mx-4 touch:px-4">
      <h3 className="flex h-8 items-center gap-2 border-line border-b px-4 text-meta touch:h-11 touch:px-0">
        <span className={cn('font-strong', isPressing(group) ? 'text-late' : 'text-text')}>{t(`group.${group}`)}</span>
        <span className="text-muted">{count}</span>
      </h3>
    </li>
  )
}
