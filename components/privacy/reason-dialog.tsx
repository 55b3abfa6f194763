'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFrame } from '@/components/tickets/ticket-panel-forms/form-frame'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useErrorText } from '@/lib/client/errors'
import { newId } from '@/lib/ids'
import { REASON_MAX } from '@/lib/privacy/schema'

interface Props {
  title: string
  text: string
  submit: string
  tone?: 'primary' | 'danger'
  onClose: () => void
  /** The same `id` again is the same request. */
  send: (id: string, reason: string) => Promise<unknown>
}

/** Does something for which a reason is needed, which everybody who sees the ticket then reads. */
export function ReasonDialog({ title, text, submit, tone, onClose, send }: Props) {
  const t = useTranslations('privacy')
  const errorText = useErrorText()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [change, setChange] = useState<{ busy: string | null; error: string | null }>({ busy: null, error: null })
  const onSubmit = async () => {
    setAsked(true)
    if (reason.trim() === '') return false
    setChange({ busy: 'send', error: null })
    try {
      await send(id, reason.trim())
      return true
    } catch (error) {
      setChange({ busy: null, error: errorText(error) })
      return false
    }
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
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        error={isAsked && reason.trim() === '' ? t('needReason') : undefined}
      >
        {(given) => (
          <Input {...given} maxLength={REASON_MAX} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </FormFrame>
  )
}
