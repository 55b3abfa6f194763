'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { Switch } from '@/components/ui/switch'
import { type Push, readPush, turnPushOff, turnPushOn } from '@/lib/client/alerts/push'
import { useErrorText } from '@/lib/client/errors'

const WHY = { none: 'pushOff', unsupported: 'pushUnsupported', denied: 'pushDenied' } as const

/** Whether this device is told while Bellboard is closed; where it cannot be, why. */
export function PushSwitch() {
  const t = useTranslations('alertSettings')
  const errorText = useErrorText()
  const { personId } = useHotel().actor
  const [push, setPush] = useState<Push | null>(null)
  const [isBusy, setBusy] = useState(false)
  const id = useId()
  useEffect(() => {
    readPush(personId).then(setPush, () => setPush('unsupported'))
  }, [personId])
  const choose = (isOn: boolean) => {
    setBusy(true)
    const done = isOn ? turnPushOn(personId) : turnPushOff(personId)
    done.then(setPush, (error: unknown) => toast(errorText(error))).finally(() => setBusy(false))
  }
  const canChoose = push === 'on' || push === 'off'
  return (
    <div className="flex min-h-16 items-center justify-between gap-4 py-3">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium text-body">
          {t('push')}
        </label>
        <p id={`${id}-note`} className="text-meta text-muted">
          {push === null || canChoose ? t('pushHint') : t(WHY[push])}
        </p>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}-note`}
        checked={push === 'on'}
        disabled={!canChoose || isBusy}
        onCheckedChange={choose}
      />
    </div>
  )
}
