'use client'
import { useHotel } from '@/components/shell/hotel-provider'
import { cn } from '@/components/ui/cn'

/** As many letters as a room number has: set in the size of a figure. Longer names share the width on two lines. */
const FIGURE_LETTERS = 4

/** Where it is: the loudest thing on a row. */
export function PlaceName({ placeId }: { placeId: string | null }) {
  const name = useHotel().placeName(placeId)
  return (
    <span
      className={cn(
        'min-w-0 font-strong tracking-tight',
        name.length <= FIGURE_LETTERS
          ? 'text-title leading-none touch:text-figure'
          : 'line-clamp-2 break-words text-[0.8125rem] leading-4 touch:text-[1.125rem] touch:leading-6',
      )}
    >
      {name || '–'}
    </span>
  )
}
