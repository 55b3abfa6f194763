'use client'
import { useTranslations } from 'next-intl'
import type { Export } from '@/lib/exports/vocabulary'
import { useFollowed } from './use-followed'

/** How many rows of how many have left. */
export function ExportProgress({ taken }: { taken: Export }) {
  const t = useTranslations('exports')
  const { state, ...known } = useFollowed(taken)
  const [rows, total] = [known.rows ?? 0, known.total ?? 0]
  return (
    <div className="grid gap-3 px-6 py-5">
      <progress
        className="h-2 w-full appearance-none overflow-hidden rounded-pill [&::-moz-progress-bar]:bg-text [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-text"
        aria-label={t('progress')}
        max={Math.max(1, total)}
        value={state === 'finished' ? Math.max(1, total) : rows}
      />
      <p role="status" className="text-body tabular-nums">
        {t('rowsOf', { rows, total })} · {t(`state.${state}`)}
      </p>
    </div>
  )
}
