'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { FormFrame, type FormProps } from './form-frame'

const REASON_MAX = 200

/** Where to, and why. */
export function TransferForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const { departments, departmentName } = useHotel()
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const options = [...departments.keys()]
    .filter((id) => id !== ticket.departmentId)
    .map((id) => ({ value: id, label: departmentName(id) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const why = reason.trim()

  const submit = async () => {
    setAsked(true)
    if (!departmentId || why === '') return false
    return change.run({ action: 'transfer', departmentId, reason: why })
  }
  return (
    <FormFrame
      title={t('transferTitle')}
      text={t('transferText')}
      submit={t('submit.transfer')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t('department')} error={isAsked && !departmentId ? t('needDepartment') : undefined}>
        {(given) => (
          <Select
            {...given}
            placeholder={t('chooseDepartment')}
            value={departmentId ?? ''}
            onChange={setDepartmentId}
            options={options}
          />
        )}
      </Field>
      <Field label={t('transferReason')} error={isAsked && why === '' ? t('needText') : undefined}>
        {(given) => (
          <Input
            {...given}
            placeholder={t('transferPlaceholder')}
            maxLength={REASON_MAX}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormFrame>
  )
}
