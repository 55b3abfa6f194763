'use client'
import { useTranslations } from 'next-intl'
import { FormFrame, type FormProps } from '@/components/tickets/ticket-panel-forms/form-frame'
import { liftLegalHold } from '@/lib/client/privacy'
import { useRequest } from './use-request'

/** Asks before a hold is lifted: what is removed from then on does not come back. */
export function LiftHoldForm({ ticket, onClose }: FormProps) {
  const t = useTranslations('privacy')
  const { change, run } = useRequest((id) => liftLegalHold(ticket.id, id))
  return (
    <FormFrame
      title={t('liftTitle')}
      text={t('liftText')}
      submit={t('lift')}
      change={change}
      onSubmit={run}
      onClose={onClose}
    />
  )
}
