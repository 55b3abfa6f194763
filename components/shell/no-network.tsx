'use client'
import { CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'

/** Nothing of the page that was asked for is on this device. It is asked for again as soon as there may be a network. */
export function NoNetwork() {
  const t = useTranslations('offline')
  useEffect(() => {
    const again = () => window.location.reload()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-1 p-6 text-center">
      <CloudOff aria-hidden className="mb-3 size-8 stroke-[1.25] text-muted" />
      <h1 className="font-strong text-title">{t('title')}</h1>
      <p className="text-body text-muted">{t('text')}</p>
      <div className="mt-4 flex flex-wrap justify-center gap-3">
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t('again')}
        </Button>
        {/* Loaded anew: it is on this device, and an installed app has no way back. */}
        <Button asChild>
          <a href="/">{t('toBoard')}</a>
        </Button>
      </div>
    </main>
  )
}
