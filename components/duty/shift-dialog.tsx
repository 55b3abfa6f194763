'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { useStanding } from './duty-provider'
import { OffTodayDialog } from './off-today-dialog'
import { useShift } from './use-shift'

/** The shift I am on: since when, until when, and how it ends. */
export function ShiftDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations()
  const format = useFormatter()
  const { personId } = useHotel().actor
  const duty = useStanding(personId)?.duty
  const shift = useShift(personId)
  const [isLeaving, setLeaving] = useState(false)
  if (isLeaving) return <OffTodayDialog personId={personId} onClose={onClose} />
  const time = (iso: string) => format.dateTime(new Date(iso), 'time')
  const end = async () => {
    if ((await shift.run('end')) !== null) onClose()
  }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t('duty.on_duty')}
        description={duty ? t('duty.shiftText', { from: time(duty.startedAt), to: time(duty.endsAt) }) : undefined}
      >
        {shift.error ? (
          <p role="alert" className="mx-6 mt-4 rounded-control bg-late-fill px-3 py-2 text-body text-late">
            {shift.error}
          </p>
        ) : null}
        <DialogFooter className="mt-5">
          <Button onClick={() => setLeaving(true)}>{t('duty.off')}</Button>
          <Button tone="primary" aria-busy={shift.isBusy} aria-disabled={shift.isBusy} onClick={end}>
            {t('duty.end')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
