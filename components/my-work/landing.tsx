'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { homeOf } from './home-of'

/** To the work under a finger, to the board under a mouse. Nobody comes back here by Back. */
export function Landing() {
  const t = useTranslations('shell')
  const router = useRouter()
  useEffect(() => router.replace(homeOf('attendant')), [router])
  return (
    <main aria-busy>
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
    </main>
  )
}
