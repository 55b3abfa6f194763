'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { isEnded } from '@/lib/tickets/policy'
import { useShift } from './use-shift'

interface Props {
  personId: string
  onClose: () => void
  /** How many tickets went back. */
  onDone?: (returned: number) => void
}

/** Asks before somebody's unfinished work goes back to the department. */
export function OffTodayDialog({ personId, onClose, onDone }: Props) {
  const t = useTranslations()
  const { actor, shortName } = useHotel()
  const shift = useShift(personId)
  const { rows } = useBoard().board
  const count = [...rows.values()].filter(
    ({ ticket }) => ticket.assigneeId === personId && ticket.status !== 'done' && !isEnded(ticket),
  ).length
  const isOwn = personId === actor.personId
  const name = shortName(personId)
  const off = async () => {
    const returned = await shift.run('off')
    if (returned === null) return
    onDone?.(returned)
    onClose()
  }
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={isOwn ? t('duty.offTitleOwn') : t('duty.offTitle', { name })}
        description={isOwn ? t('duty.offTextOwn', { count }) : t('duty.offText', { name, count })}
      >
        {shift.error ? (
          <p role="alert" className="mx-6 mt-4 rounded-control bg-late-fill px-3 py-2 text-body text-late">
            {shift.error}
          </p>
        ) : null}
        <DialogFooter className="mt-5">
          <Button onClick={onClose}>{t('shell.back')}</Button>
          <Button tone="primary" aria-busy={shift.isBusy} aria-disabled={shift.isBusy} onClick={off}>
            {t('duty.off')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
