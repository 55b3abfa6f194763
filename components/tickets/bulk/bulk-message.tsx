'use client'
import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { MESSAGE_MAX } from '@/lib/chat/schema'

interface Props {
  text: string
  onChange: (text: string) => void
  isAsked: boolean
  /** Written, and asked once more. */
  isConfirming: boolean
  count: number
}

/** What goes into every thread; then, before it goes, into how many. */
export function BulkMessage({ text, onChange, isAsked, isConfirming, count }: Props) {
  const t = useTranslations('bulk')
  if (isConfirming)
    return (
      <div className="grid gap-3">
        <p role="alert" className="font-medium text-body">
          {t('confirm', { count })}
        </p>
        <blockquote dir="auto" className="whitespace-pre-wrap rounded-card bg-sunken px-3.5 py-2 text-thread">
          {text.trim()}
        </blockquote>
      </div>
    )
  return (
    <Field label={t('message')} error={isAsked && text.trim() === '' ? t('needMessage') : undefined}>
      {(given) => (
        <Textarea
          {...given}
          dir="auto"
          rows={4}
          maxLength={MESSAGE_MAX}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
