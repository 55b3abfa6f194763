'use client'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** One thing that a list is narrowed to, and how to drop it. */
export function Chip({ name, onDrop }: { name: string; onDrop: () => void }) {
  const t = useTranslations('views')
  return (
    <button
      type="button"
      aria-label={t('without', { name })}
      onClick={onDrop}
      className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-pill border border-control bg-surface pr-2 pl-3 font-medium text-meta hover:bg-sunken touch:h-12 touch:pr-3 touch:pl-4 touch:text-body"
    >
      <span className="truncate">{name}</span>
      <X aria-hidden className="size-3.5 shrink-0 stroke-2 touch:size-5" />
    </button>
  )
}
