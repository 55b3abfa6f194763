'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { FormFrame } from '@/components/ui/form-frame'
import { Input } from '@/components/ui/input'
import { REASON_MAX } from '@/lib/privacy/schema'
import { useRequest } from './use-request'

interface Props {
  title: string
  text: string
  submit: string
  /** What to mind when the reason is written. */
  hint: string
  tone?: 'primary' | 'danger'
  onClose: () => void
  /** The same `id` again is the same request. */
  send: (id: string, reason: string) => Promise<unknown>
}

/** Does something for which a reason is needed, which everybody who sees the ticket then reads. */
export function ReasonDialog({ title, text, submit, hint, tone, onClose, send }: Props) {
  const t = useTranslations('privacy')
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { change, run } = useRequest(send)
  const onSubmit = async () => {
    setAsked(true)
    return reason.trim() !== '' && run(reason.trim())
  }
  return (
    <FormFrame
      title={title}
      text={text}
      submit={submit}
      tone={tone}
      change={change}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field label={t('reason')} hint={hint} error={isAsked && reason.trim() === '' ? t('needReason') : undefined}>
        {(given) => (
          <Input {...given} maxLength={REASON_MAX} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </FormFrame>
  )
}
