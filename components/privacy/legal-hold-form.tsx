'use client'
import { useTranslations } from 'next-intl'
import { setLegalHold } from '@/lib/client/privacy'
import type { Ticket } from '@/lib/tickets/schema'
import { ReasonDialog } from './reason-dialog'

interface Props {
  ticket: Pick<Ticket, 'id'>
  onClose: () => void
}

/** Why nothing of the ticket may be removed from now on. */
export function LegalHoldForm({ ticket, onClose }: Props) {
  const t = useTranslations('privacy')
  return (
    <ReasonDialog
      title={t('holdTitle')}
      text={t('holdText')}
      submit={t('holdSubmit')}
      hint={t('holdHint')}
      onClose={onClose}
      send={(id, reason) => setLegalHold(ticket.id, { id, reason })}
    />
  )
}
