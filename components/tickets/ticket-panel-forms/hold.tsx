'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormFrame } from '@/components/ui/form-frame'
import { serverNow } from '@/lib/client/clock'
import { HOLD_REASONS, type HoldReason } from '@/lib/tickets/schema'
import { Choices } from './choices'
import type { FormProps } from './form-props'

const PRESETS = { open: null, m30: 30, h1: 60, h2: 120, h4: 240 } as const
type Preset = keyof typeof PRESETS

/** Why, and until when. */
export function HoldForm({ change, onClose }: FormProps) {
  const t = useTranslations('actions')
  const words = useTranslations('holdReason')
  const format = useFormatter()
  const [reason, setReason] = useState<HoldReason | null>(null)
  const [preset, setPreset] = useState<Preset>('open')
  const [isAsked, setAsked] = useState(false)
  const [openedAt] = useState(serverNow)
  const untilOf = (minutes: number) => new Date(openedAt + minutes * 60_000)

  const submit = async () => {
    setAsked(true)
    if (!reason) return false
    const minutes = PRESETS[preset]
    return change.run({ action: 'hold', reason, until: minutes === null ? undefined : untilOf(minutes).toISOString() })
  }
  const presets = (Object.keys(PRESETS) as Preset[]).map((value) => {
    const minutes = PRESETS[value]
    if (value === 'open' || minutes === null) return { value, label: t('untilOpen') }
    const time = format.dateTime(untilOf(minutes), 'time')
    return { value, label: t('untilPreset', { span: t(`span.${value}`), time }) }
  })
  return (
    <FormFrame
      title={t('holdTitle')}
      text={t('holdText')}
      submit={t('submit.hold')}
      change={change}
      onClose={onClose}
      onSubmit={submit}
    >
      <Choices
        legend={t('reason')}
        value={reason}
        onChange={setReason}
        options={HOLD_REASONS.map((value) => ({ value, label: words(value) }))}
        error={isAsked && !reason ? t('needReason') : undefined}
      />
      <Choices legend={t('until')} value={preset} onChange={setPreset} options={presets} isInline />
    </FormFrame>
  )
}
