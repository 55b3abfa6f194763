'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { serverNow } from '@/lib/client/clock'
import type { Flagging } from '@/lib/client/flags'
import { FLAG_KINDS, FLAG_NOTE_LENGTH, type FlagKind } from '@/lib/places/schema'

const HOURS = { h2: 2, h8: 8, d1: 24, d3: 72, d7: 168 } as const
type Span = keyof typeof HOURS

interface Props {
  isBusy: boolean
  /** Answers whether it is set. */
  onSet: (flag: Flagging) => Promise<boolean>
}

/** What to know, and until when. */
export function FlagForm({ isBusy, onSet }: Props) {
  const t = useTranslations('guest.flags')
  const format = useFormatter()
  const [kind, setKind] = useState<FlagKind>('do_not_disturb')
  const [note, setNote] = useState('')
  const [span, setSpan] = useState<Span>('h8')
  const [isMissing, setMissing] = useState(false)
  const [openedAt] = useState(serverNow)
  const untilOf = (value: Span) => new Date(openedAt + HOURS[value] * 3_600_000)
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    // The sheet stands inside the page's tree, though not on its place.
    event.stopPropagation()
    const isEmpty = kind === 'note' && note.trim() === ''
    setMissing(isEmpty)
    if (isEmpty || isBusy) return
    if (await onSet({ kind, note: note.trim(), until: untilOf(span).toISOString() })) setNote('')
  }
  const kinds = FLAG_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))
  const spans = (Object.keys(HOURS) as Span[]).map((value) => ({
    value,
    label: format.dateTime(untilOf(value), 'dayTime'),
  }))
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-4">
      <Field label={t('what')}>
        {(given) => <Select {...given} value={kind} onChange={(value) => setKind(value as FlagKind)} options={kinds} />}
      </Field>
      <Field label={t('until')}>
        {(given) => <Select {...given} value={span} onChange={(value) => setSpan(value as Span)} options={spans} />}
      </Field>
      <Field label={t('note')} hint={t('hint')} error={isMissing ? t('needNote') : undefined} className="col-span-2">
        {(given) => (
          <Input
            {...given}
            value={note}
            maxLength={FLAG_NOTE_LENGTH}
            autoComplete="off"
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" aria-busy={isBusy} aria-disabled={isBusy} className="col-span-2 justify-self-start">
        {t('set')}
      </Button>
    </form>
  )
}
