'use client'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { api } from '@/lib/client/api'
import type { Device } from '@/lib/devices/schema'
import { EndingDialog } from './ending-dialog'

interface Props {
  /** Null while none is asked about. */
  device: Device | null
  onClose: () => void
  onEnded: () => void
}

/** Asks before a device stops being the house's. */
export function EndDeviceDialog({ device, onClose, onEnded }: Props) {
  const t = useTranslations('device')
  if (!device) return null
  const end = async () => {
    await api.del(`/api/devices/${device.id}`, undefined)
    toast(t('deviceEnded', { name: device.name }))
    onEnded()
  }
  return (
    <EndingDialog
      title={t('endDeviceTitle', { name: device.name })}
      description={t('endDeviceText')}
      words={{ end: t('endDevice'), ending: t('endDevice') }}
      onEnd={end}
      onClose={onClose}
    />
  )
}
