'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { FormFrame } from '@/components/ui/form-frame'
import { RELEASE_REASONS, type ReleaseReason } from '@/lib/tickets/schema'
import { Choices } from './choices'
import type { FormProps } from './form-props'

/** Why it goes back; whoever takes it next reads it in the thread. */
export function ReleaseForm({ ticket, change, onClose, onDone }: FormProps & { onDone?: () => void }) {
  const t = useTranslations('actions')
  const words = useTranslations('releaseReason')
  const { departmentName } = useHotel()
  const [reason, setReason] = useState<ReleaseReason | null>(null)
  const [isAsked, setAsked] = useState(false)
  const submit = async () => {
    setAsked(true)
    if (!reason || !(await change.run({ action: 'release', reason }))) return false
    onDone?.()
    return true
  }
  return (
    <FormFrame
      title={t('releaseTitle')}
      text={t('releaseText', { department: departmentName(ticket.departmentId) })}
      submit={t('release')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <Choices
        legend={t('reason')}
        value={reason}
        onChange={setReason}
        options={RELEASE_REASONS.map((value) => ({ value, label: words(value) }))}
        error={isAsked && !reason ? t('needReason') : undefined}
      />
    </FormFrame>
  )
}
