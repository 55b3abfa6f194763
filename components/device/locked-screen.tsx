'use client'
import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Between locking and the faces; for longer when there is no network. */
export function LockedScreen() {
  const t = useTranslations('device')
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div role="status" className="grid max-w-sm justify-items-center gap-2 text-center">
        <LockKeyhole aria-hidden className="mb-3 size-8 stroke-[1.5]" />
        <h1 className="font-strong text-figure tracking-tight">{t('locked')}</h1>
        <p className="text-body text-muted">{t('lockedText')}</p>
      </div>
    </main>
  )
}
