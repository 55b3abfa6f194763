'use client'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'

const PlaceSheet = lazy(() => import('./place-sheet').then((file) => ({ default: file.PlaceSheet })))

/** The place of a ticket, loud; pressing it shows what there is to know about it. */
export function PlaceButton({ placeId }: { placeId: string }) {
  const t = useTranslations('guest.flags')
  const place = useHotel().placeName(placeId)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        title={t('open', { place })}
        onClick={() => setOpen(true)}
        className="-mx-1.5 rounded-control px-1.5 text-left font-strong text-figure underline decoration-line decoration-2 underline-offset-4 hover:bg-sunken touch:min-h-12 touch:min-w-12"
      >
        {place}
      </button>
      <Suspense>{isOpen ? <PlaceSheet placeId={placeId} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}
