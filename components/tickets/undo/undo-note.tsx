'use client'
import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useUndo } from './undo-context'

/** What was done a moment ago, and the way back; ink on paper turned round. It has a place of its own in the page, between what
 *  stays where it is, and covers nothing: what lies over something for ten seconds hides what is read or pressed meanwhile. */
export function UndoNote() {
  const t = useTranslations('undo')
  const { note, take } = useUndo()
  return (
    // Always there: what comes with its words is not read out.
    <div role="status" className="shrink-0">
      {note === null ? null : (
        <div className="mx-4 my-2 flex animate-appear items-center gap-3 rounded-card bg-text py-2 pr-2 pl-4 text-paper">
          <span className="min-w-0 flex-1 font-medium text-body [overflow-wrap:anywhere]">{note}</span>
          <button
            type="button"
            aria-keyshortcuts="z"
            onClick={take}
            className="inline-flex h-8 shrink-0 items-center gap-2 rounded-control border border-paper/40 px-3 font-medium text-body focus-visible:outline-paper touch:h-12 touch:px-4 touch:[&_svg]:size-6 [&_svg]:size-4 [&_svg]:stroke-[1.75]"
          >
            <Undo2 aria-hidden />
            {t('undo')}
            <kbd aria-hidden className="font-medium font-sans text-meta opacity-70 touch:hidden">
              Z
            </kbd>
          </button>
        </div>
      )}
    </div>
  )
}
