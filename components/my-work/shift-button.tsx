'use client'
import { Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useIsDutyKnown, usePresence } from '@/components/duty/duty-provider'
import { useShift } from '@/components/duty/use-shift'
import { useHotel } from '@/components/shell/hotel-provider'

const ShiftDialog = lazy(() => import('@/components/duty/shift-dialog').then((file) => ({ default: file.ShiftDialog })))

/** Starts a shift; during one, leads to how it ends; says nothing where nobody knows which. */
export function ShiftButton() {
  const t = useTranslations('duty')
  const { personId } = useHotel().actor
  const presence = usePresence(personId)
  const shift = useShift(personId)
  const isKnown = useIsDutyKnown()
  const [isAsking, setAsking] = useState(false)
  if (!isKnown) return null
  return (
    <>
      {presence === 'on_duty' ? (
        <button
          type="button"
          onClick={() => setAsking(true)}
          className="flex h-12 items-center gap-2 rounded-control border border-control bg-surface px-4 font-medium text-body text-done active:bg-sunken"
        >
          <Sun aria-hidden className="size-5 stroke-2" />
          {t('on_duty')}
        </button>
      ) : (
        <button
          type="button"
          aria-busy={shift.isBusy}
          aria-disabled={shift.isBusy}
          onClick={() => void shift.run('start')}
          className="h-12 rounded-control bg-text px-5 font-medium text-body text-paper active:bg-text/80 aria-disabled:opacity-50"
        >
          {t('start')}
        </button>
      )}
      {shift.error ? (
        <p role="alert" className="order-last w-full rounded-control bg-late-fill px-3 py-2 text-body text-late">
          {shift.error}
        </p>
      ) : null}
      {isAsking ? (
        <Suspense>
          <ShiftDialog onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
