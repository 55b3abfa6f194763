'use client'
import { useTranslations } from 'next-intl'
import type { FormProps } from '@/components/tickets/ticket-panel-forms/form-frame'
import { setLegalHold } from '@/lib/client/privacy'
import { ReasonDialog } from './reason-dialog'

/** Why nothing of the ticket may be removed from now on. */
export function LegalHoldForm({ ticket, onClose }: FormProps) {
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
