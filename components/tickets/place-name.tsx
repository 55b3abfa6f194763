'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'

/** As many letters fit in one line in the size of a figure, and in the size of a title. Longer names share two lines. */
const FIGURE_LETTERS = 4
const TITLE_LETTERS = 6
/** A word with more is set smaller, rather than broken. */
const WORD_LETTERS = 9

/** Where it is: the loudest thing on a row. */
export function PlaceName({ placeId }: { placeId: string | null }) {
  const t = useTranslations('ticketRow')
  const name = useHotel().placeName(placeId)
  if (!name) return <span className="text-meta text-muted">{t('noPlace')}</span>
  return (
    <span
      className={clsx(
        'min-w-0 font-strong tracking-tight',
        name.length <= TITLE_LETTERS
          ? 'whitespace-nowrap text-title tabular-nums leading-none'
          : 'line-clamp-2 break-words leading-4 touch:leading-6',
        name.length > TITLE_LETTERS &&
          (hasLongWord(name)
            ? // Beside an open ticket a tablet's row has less room for it than alone.
              'hyphens-auto text-[0.6875rem] touch:text-[1rem] lg:max-xl:touch:text-[0.8125rem] lg:max-xl:touch:leading-5'
            : 'text-[0.8125rem] touch:text-[1.125rem]'),
        name.length <= FIGURE_LETTERS && 'touch:text-figure',
      )}
    >
      {name}
    </span>
  )
}

const hasLongWord = (name: string) => name.split(' ').some((word) => word.length > WORD_LETTERS)
