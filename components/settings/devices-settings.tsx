'use client'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDevice } from '@/components/device/device-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import type { Device } from '@/lib/devices/schema'
import { DeviceLine } from './device-line'
import { EndDeviceDialog } from './end-device-dialog'
import { EnrolDialog } from './enrol-dialog'

/** The browsers that belong to the house. */
export function DevicesSettings({ devices }: { devices: Device[] }) {
  const t = useTranslations('device')
  const router = useRouter()
  const own = useDevice().device
  const [isEnrolling, setEnrolling] = useState(false)
  const [ending, setEnding] = useState<Device | null>(null)
  const live = devices.filter(({ endedAt }) => endedAt === null)
  const ended = devices.filter(({ endedAt }) => endedAt !== null)
  return (
    <PageFrame
      title={t('devicesTitle')}
      action={
        <Button tone="primary" onClick={() => setEnrolling(true)}>
          <Plus aria-hidden />
          {t('enrolDevice')}
        </Button>
      }
    >
      <p className="max-w-xl text-body text-muted">{t('devicesText')}</p>
      {live.length === 0 ? (
        <p className="text-body">{t('noDevices')}</p>
      ) : (
        <ul className="border-line border-t">
          {live.map((device) => (
            <DeviceLine key={device.id} device={device} isOwn={device.id === own?.id} onEnd={() => setEnding(device)} />
          ))}
        </ul>
      )}
      {ended.length > 0 ? (
        <section aria-labelledby="ended">
          <h2 id="ended" className="border-line border-b pb-2 font-strong text-body">
            {t('endedTitle')}
          </h2>
          <ul>
            {ended.map((device) => (
              <DeviceLine key={device.id} device={device} isOwn={false} />
            ))}
          </ul>
        </section>
      ) : null}
      <EnrolDialog isOpen={isEnrolling} onClose={() => setEnrolling(false)} onEnrolled={() => router.refresh()} />
      <EndDeviceDialog device={ending} onClose={() => setEnding(null)} onEnded={() => router.refresh()} />
    </PageFrame>
  )
}
