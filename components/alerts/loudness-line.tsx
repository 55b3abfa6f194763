'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { usePreferences } from '@/components/shell/preferences-provider'
import { LEAST_LOUDNESS, loudnessOf } from '@/lib/alerts/policy'
import { setLoudness } from '@/lib/client/alerts/loudness'
import { speaker } from '@/lib/client/alerts/speaker'
import { useErrorText } from '@/lib/client/errors'
import type { Department } from '@/lib/people/schema'

const STEP = 10

/** One department's loudness: heard and kept when it is let go. */
export function LoudnessLine({ department }: { department: Department }) {
  const t = useTranslations('alertSettings')
  const { departmentName } = useHotel()
  const { sound } = usePreferences().preferences
  const errorText = useErrorText()
  const [kept, setKept] = useState(Math.round((department.loudness ?? 1) * 100))
  const [percent, setPercent] = useState(kept)
  const id = useId()
  const keep = () => {
    if (percent === kept) return
    speaker.play('normal', loudnessOf(sound, percent / 100))
    setLoudness(department.id, percent / 100).then(
      () => setKept(percent),
      (error: unknown) => {
        setPercent(kept)
        toast(errorText(error))
      },
    )
  }
  return (
    <div className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-2 sm:grid-cols-[12rem_minmax(0,1fr)_4rem]">
      <label htmlFor={id} className="truncate text-body">
        {departmentName(department.id)}
      </label>
      <input
        id={id}
        type="range"
        min={LEAST_LOUDNESS * 100}
        max={100}
        step={STEP}
        value={percent}
        aria-label={t('loudnessOf', { department: departmentName(department.id) })}
        aria-valuetext={t('percent', { percent })}
        onChange={(event) => setPercent(Number(event.target.value))}
        onPointerUp={keep}
        onKeyUp={keep}
        onBlur={keep}
        className="h-8 w-full accent-text max-sm:order-last max-sm:col-span-2 touch:h-12"
      />
      <span className="text-right text-body text-muted tabular-nums">{t('percent', { percent })}</span>
    </div>
  )
}
