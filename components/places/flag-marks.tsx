'use client'
import { clsx } from 'clsx'
import { BellOff, Crown, type LucideIcon, StickyNote, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { FlagKind } from '@/lib/places/schema'
import { useFlags } from './flags-provider'

export const FLAG_ICONS: Record<FlagKind, LucideIcon> = {
  vip: Crown,
  do_not_disturb: BellOff,
  out_of_order: Wrench,
  note: StickyNote,
}

/** What the place carries, with icon and word; a note stands for itself where there is room. `isBare`: the word is for
 *  whoever hears it. */
export function FlagMarks({ placeId, isBare = false }: { placeId: string | null; isBare?: boolean }) {
  const t = useTranslations('guest.flags')
  return useFlags(placeId).map(({ id, kind, note }) => {
    const Icon = FLAG_ICONS[kind]
    return (
      <span
        key={id}
        title={isBare ? note || t(`kind.${kind}`) : undefined}
        className={clsx(
          'inline-flex max-w-full shrink-0 items-center gap-1 font-medium text-meta text-text leading-none',
          !isBare && 'h-5 rounded-pill border border-line pr-2 pl-1.5 touch:h-7 touch:pr-3 touch:pl-2.5',
        )}
      >
        <Icon aria-hidden className="size-3.5 shrink-0 stroke-2 touch:size-4" />
        <span className={clsx(isBare ? 'sr-only' : 'truncate')}>{kind === 'note' ? note : t(`kind.${kind}`)}</span>
      </span>
    )
  })
}

/** The same in words, for the name of a row. */
export function useFlagWords(placeId: string | null): string {
  const t = useTranslations('guest.flags')
  return useFlags(placeId)
    .map(({ kind, note }) => (kind === 'note' ? note : t(`kind.${kind}`)))
    .join(', ')
}
