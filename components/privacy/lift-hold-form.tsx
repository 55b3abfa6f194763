'use client'
import { useTranslations } from 'next-intl'
import { FormFrame } from '@/components/ui/form-frame'
import { liftLegalHold } from '@/lib/client/privacy'
import type { LegalHold } from '@/lib/tickets/schema'
import { useHoldWords } from './use-hold-words'
import { useRequest } from './use-request'

interface Props {
  ticketId: string
  /** The one that is lifted, and no other that has come in its place. */
  legalHold: LegalHold
  onClose: () => void
}

/** Asks before a hold is lifted: what is removed from then on does not come back. */
export function LiftHoldForm({ ticketId, legalHold, onClose }: Props) {
  const t = useTranslations('privacy')
  const wordsOf = useHoldWords()
  const { change, run } = useRequest((id, setAt: string) => liftLegalHold(ticketId, { id, setAt }))
  return (
    <FormFrame
      title={t('liftTitle')}
      text={t('liftText')}
      submit={t('lift')}
      change={change}
      onSubmit={() => run(legalHold.setAt)}
      onClose={onClose}
    >
      <p className="text-body [overflow-wrap:anywhere]">{wordsOf(legalHold)}</p>
    </FormFrame>
  )
}
