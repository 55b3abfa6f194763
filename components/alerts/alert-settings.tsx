'use client'
import { useTranslations } from 'next-intl'
import { useId, useSyncExternalStore } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { usePreferences } from '@/components/shell/preferences-provider'
import { Button } from '@/components/ui/button'
import { loudnessOf } from '@/lib/alerts/policy'
import type { Sound } from '@/lib/alerts/ringing'
import { type Hearing, speaker } from '@/lib/client/alerts/speaker'
import { LoudnessLine } from './loudness-line'
import { PushSwitch } from './push-switch'

/** How alerts reach this device; and for managers and admins how loud each department's are. */
export function AlertSettings() {
  const t = useTranslations('alertSettings')
  const { actor, departments } = useHotel()
  const sets = actor.role === 'manager' || actor.role === 'admin'
  return (
    <PageFrame title={t('title')}>
      <p className="-mt-4 max-w-prose text-body text-muted">{t('intro')}</p>
      <Part title={t('device')}>
        <ThisDevice />
        <PushSwitch />
      </Part>
      {sets ? (
        <Part title={t('departments')}>
          <p className="py-3 text-body text-muted">{t('departmentsHint')}</p>
          {[...departments.values()].map((department) => (
            <LoudnessLine key={department.id} department={department} />
          ))}
        </Part>
      ) : null}
    </PageFrame>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="border-line border-b pb-2 font-strong text-body">
        {title}
      </h2>
      <div className="divide-y divide-line">{children}</div>
    </section>
  )
}

const STATE = { unknown: 'soundBlocked', on: 'soundOn', blocked: 'soundBlocked', missing: 'soundMissing' } as const

/** Whether sound is on, and how it sounds. */
function ThisDevice() {
  const t = useTranslations('alertSettings')
  const hearing = useSyncExternalStore(speaker.subscribe, speaker.read, () => 'unknown' as Hearing)
  const { sound: own } = usePreferences().preferences
  const play = (sound: Sound) => {
    speaker.turnOn()
    speaker.play(sound, loudnessOf(own, 1))
  }
  return (
    <div className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-3 py-3">
      <div className="grid min-w-40 flex-1 gap-0.5">
        <p className="font-medium text-body">{t('sound')}</p>
        <p role="status" className="text-meta text-muted">
          {own.isMuted ? t('soundMuted') : t(STATE[hearing])}
        </p>
      </div>
      <Button size="small" onClick={() => play('normal')}>
        {t('try')}
      </Button>
      <Button size="small" onClick={() => play('urgent')}>
        {t('tryUrgent')}
      </Button>
    </div>
  )
}
