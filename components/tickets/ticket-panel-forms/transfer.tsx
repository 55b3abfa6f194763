'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFrame } from '@/components/ui/form-frame'
import type { FormProps } from './form-props'
import { TransferFields } from './transfer-fields'

/** To another department, with a reason. */
export function TransferForm({ ticket, change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
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
      <TransferFields
        {...{ departmentId, reason, isAsked }}
        except={ticket.departmentId}
        onDepartment={setDepartmentId}
        onReason={setReason}
      />
    </FormFrame>
  )
}
