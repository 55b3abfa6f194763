'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { FormFrame } from '@/components/ui/form-frame'
import { CANCEL_REASONS, type CancelReason, type ListedTicket, type Ticket } from '@/lib/tickets/schema'
import { useBoard } from '../board-provider'
import { type Candidate, exactly, suggest } from '../new-ticket/suggest'
import { Choices } from './choices'
import type { FormProps } from './form-props'

/** Why, and of which other ticket it is a duplicate. */
export function CancelForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const others = useOtherTickets(ticket)
  const [reason, setReason] = useState<CancelReason | null>(null)
  const [other, setOther] = useState('')
  const [isAsked, setAsked] = useState(false)

  const duplicateOf = exactly(other, others)?.id
  const isUnknown = reason === 'duplicate' && other.trim() !== '' && !duplicateOf
  const submit = async () => {
    setAsked(true)
    if (!reason || isUnknown) return false
    return change.run({ action: 'cancel', reason, duplicateOf: reason === 'duplicate' ? duplicateOf : undefined })
  }
  return (
    <FormFrame
      title={t('cancelTitle')}
      text={t('cancelText')}
      submit={t('submit.cancel')}
      tone="danger"
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <Choices
        legend={t('reason')}
        value={reason}
        onChange={setReason}
        options={CANCEL_REASONS.map((value) => ({ value, label: t(`cancelReason.${value}`) }))}
        error={isAsked && !reason ? t('needReason') : undefined}
      />
      {reason === 'duplicate' ? (
        <Field label={t('duplicateOf')} error={isAsked && isUnknown ? t('needTicket') : undefined}>
          {(given) => (
            <Combobox
              {...given}
              placeholder={t('chooseTicket')}
              value={other}
              suggestions={suggest(other, others)}
              onType={setOther}
              onTake={({ label }) => setOther(label)}
            />
          )}
        </Field>
      ) : null}
    </FormFrame>
  )
}

/** What else is open, the same place first. */
function useOtherTickets(ticket: Ticket): Candidate[] {
  const t = useTranslations('ticket')
  const { placeName, what } = useHotel()
  const rows = [...useBoard().board.rows.values()].filter((row) => row.ticket.id !== ticket.id)
  const distance = (row: ListedTicket) => (row.ticket.placeId === ticket.placeId ? 0 : 1)
  rows.sort((a, b) => distance(a) - distance(b))
  return rows.map(({ ticket: other }) => ({
    id: other.id,
    label: t('number', { number: String(other.number) }),
    hint: [placeName(other.placeId), what(other)].filter(Boolean).join(' · '),
    also: [String(other.number), placeName(other.placeId), what(other)],
  }))
}
