'use client'
import { Monitor, Tablet } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import type { Device } from '@/lib/devices/schema'

interface Props {
  device: Device
  /** The one that shows this page. */
  isOwn: boolean
  onEnd?: () => void
}

export function DeviceLine({ device, isOwn, onEnd }: Props) {
  const t = useTranslations('device')
  const format = useFormatter()
  const hotel = useHotel()
  const at = (moment: string) => format.dateTime(new Date(moment), 'dateTime')
  const Icon = device.kind === 'tablet' ? Tablet : Monitor
  const state = () => {
    if (device.endedAt) return t('endedAt', { at: at(device.endedAt) })
    if (!device.enrolledAt) return t('waitsForCode')
    return device.lastSeenAt ? t('seenAt', { at: at(device.lastSeenAt) }) : t('notSeen')
  }
  const facts = [
    device.departmentId === null ? null : hotel.departmentName(device.departmentId),
    t('locksAfter', { minutes: device.lockMinutes }),
    t('enrolledBy', { name: hotel.personName(device.enrolledBy) }),
  ]
  return (
    <li className="flex min-h-16 items-center gap-4 border-line border-b py-3">
      <Icon aria-hidden className="size-5 shrink-0 stroke-[1.75] touch:size-6" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-body">
          {device.name}
          {isOwn ? <span className="font-normal text-muted"> · {t('thisDevice')}</span> : null}
        </p>
        <p className="text-meta text-muted">{facts.filter(Boolean).join(' · ')}</p>
        <p className="text-meta text-muted">{state()}</p>
      </div>
      {onEnd ? (
        <Button size="small" aria-label={t('endDeviceNamed', { name: device.name })} onClick={onEnd}>
          {t('endDevice')}
        </Button>
      ) : null}
    </li>
  )
}
