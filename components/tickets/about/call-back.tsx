'use client'
import { LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/tickets/policy'
import { CALL_OUTCOMES, type Ticket } from '@/lib/tickets/schema'
import type { ChangeHandle } from '../use-change'

/** Once the work is over: the guest is to be called, and how it went is ticked here. */
export function CallBack({ ticket, change }: { ticket: Ticket; change: ChangeHandle }) {
  const t = useTranslations('guest.callBack')
  const { actor } = useHotel()
  const { status, callBack, guestName } = ticket
  const isOver = status === 'done' || status === 'closed' || status === 'cancelled'
  if (callBack !== 'owed' || !isOver || !may(actor, ticket, 'call_back')) return null
  const isBusy = change.busy === 'call_back'
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-card bg-sunken px-4 py-3 touch:gap-3 short:touch:gap-2 short:touch:py-2">
      <legend className="sr-only">{t('legend')}</legend>
      <p className="mr-auto font-medium text-body short:touch:w-full">
        {guestName === '' ? t('callGuest') : t('call', { name: guestName })}
      </p>
      {CALL_OUTCOMES.map((outcome) => (
        <Button
          key={outcome}
          className="short:touch:flex-auto short:touch:px-2"
          aria-busy={isBusy}
          aria-disabled={change.busy !== null}
          onClick={() => void change.run({ action: 'call_back', outcome })}
        >
          {isBusy ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
          {t(`outcome.${outcome}`)}
        </Button>
      ))}
    </fieldset>
  )
}
