'use client'
import { useTranslations } from 'next-intl'
import { ReasonDialog } from '@/components/privacy/reason-dialog'
import { redactEntry } from '@/lib/client/privacy'

interface Props {
  ticketId: string
  seq: number
  onClose: () => void
}

/** Asks why before what an entry says goes for good. */
export function RemoveDialog({ ticketId, seq, onClose }: Props) {
  const t = useTranslations('privacy')
  return (
    <ReasonDialog
      title={t('removeTitle')}
      text={t('removeText')}
      submit={t('submit')}
      hint={t('reasonHint')}
      tone="danger"
      onClose={onClose}
      send={(id, reason) => redactEntry(ticketId, seq, { id, reason })}
    />
  )
}
