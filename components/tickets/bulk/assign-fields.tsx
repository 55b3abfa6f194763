'use client'
import { useTranslations } from 'next-intl'
import type { Ticket } from '@/lib/tickets/schema'
import { PeoplePicker } from '../ticket-panel-forms/people-picker'

interface Props {
  tickets: readonly Ticket[]
  personId: string | null
  onChange: (personId: string | null) => void
  isAsked: boolean
}

/** To whom. The people of the first ticket's department come first. */
export function AssignFields({ tickets, personId, onChange, isAsked }: Props) {
  const t = useTranslations('actions')
  return (
    <PeoplePicker
      label={t('person')}
      departmentId={tickets[0]?.departmentId ?? ''}
      except={[]}
      chosen={personId ? [personId] : []}
      onChange={([chosen]) => onChange(chosen ?? null)}
      isOne
      error={isAsked && !personId ? t('needPerson') : undefined}
    />
  )
}
