'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Ticket } from '@/lib/tickets/schema'
import { PeoplePicker } from '../ticket-panel-forms/people-picker'

interface Assigning {
  tickets: readonly Ticket[]
  personId: string | null
  onChange: (personId: string | null) => void
  isAsked: boolean
}

/** To whom. The people of the first ticket's department come first. */
export function AssignFields({ tickets, personId, onChange, isAsked }: Assigning) {
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

interface Transferring {
  departmentId: string | null
  reason: string
  onDepartment: (departmentId: string) => void
  onReason: (reason: string) => void
  isAsked: boolean
}

const REASON_MAX = 200

/** Where to, and why. */
export function TransferFields({ departmentId, reason, onDepartment, onReason, isAsked }: Transferring) {
  const t = useTranslations('actions')
  const { departments, departmentName } = useHotel()
  const options = [...departments.keys()]
    .map((id) => ({ value: id, label: departmentName(id) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <>
      <Field label={t('department')} error={isAsked && !departmentId ? t('needDepartment') : undefined}>
        {(given) => (
          <Select
            {...given}
            placeholder={t('chooseDepartment')}
            value={departmentId ?? ''}
            onChange={onDepartment}
            options={options}
          />
        )}
      </Field>
      <Field label={t('transferReason')} error={isAsked && reason.trim() === '' ? t('needText') : undefined}>
        {(given) => (
          <Input
            {...given}
            placeholder={t('transferPlaceholder')}
            maxLength={REASON_MAX}
            value={reason}
            onChange={(event) => onReason(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
