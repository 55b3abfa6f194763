'use client'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { useMarks } from './marks-provider'

interface Props {
  ticketId: string
  /** What the row is about: "412 Towels". */
  name: string
  /** Whether Tab reaches it: the box of the row that Tab reaches. */
  isReached: boolean
}

/** A row's box. At a desk always there; under a finger once marking has begun. It lies over the row's edge, because a link
 *  holds no controls; Tab comes to it after the row. */
export function MarkBox({ ticketId, name, isReached }: Props) {
  const t = useTranslations('bulk')
  const { marked, isMarking, toggle, extend } = useMarks()
  const isMarked = marked.has(ticketId)
  return (
    // A button, because a press of a key beside it is the list's: fields have their keys to themselves.
    // biome-ignore lint/a11y/useSemanticElements: as above
    <button
      type="button"
      role="checkbox"
      aria-checked={isMarked}
      aria-label={t('mark', { name })}
      aria-keyshortcuts="x"
      tabIndex={isReached ? 0 : -1}
      onClick={(event) => (event.shiftKey ? extend(ticketId) : toggle(ticketId))}
      className={cn(
        'group absolute inset-y-0 left-0 z-20 grid w-9 place-items-center rounded-control focus-visible:outline-offset-[-2px] touch:w-14',
        !isMarking && 'touch:hidden',
      )}
    >
      <span
        className={cn(
          'grid size-4 place-items-center rounded-[4px] border touch:size-6',
          isMarked ? 'border-text bg-text text-paper' : 'border-control bg-surface group-hover:border-text',
        )}
      >
        {isMarked ? <Check aria-hidden className="size-3 stroke-[2.5] touch:size-4" /> : null}
      </span>
    </button>
  )
}
