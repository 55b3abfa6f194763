'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'

const REASON_MAX = 200

interface Props {
  departmentId: string | null
  reason: string
  onDepartment: (departmentId: string) => void
  onReason: (reason: string) => void
  /** Where it is already; many may be in several. */
  except?: string
  /** What is missing is said once it was sent. */
  isAsked: boolean
}

/** Where to, and why. */
export function TransferFields({ departmentId, reason, onDepartment, onReason, except, isAsked }: Props) {
  const t = useTranslations('actions')
  const { departments, departmentName } = useHotel()
  const options = [...departments.keys()]
    .filter((id) => id !== except)
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
