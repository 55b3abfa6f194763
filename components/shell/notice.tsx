'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { startTransition } from 'react'
import { Button } from '@/components/ui/button'

interface Props {
  kind: 'notFound' | 'error'
  /** What the log knows the failure by. */
  reference?: string
  onRetry?: () => void
}

/** One line of truth, one next step. */
export function Notice({ kind, reference, onRetry }: Props) {
  const t = useTranslations('shell')
  const router = useRouter()
  const retry = onRetry
    ? () =>
        startTransition(() => {
          router.refresh()
          onRetry()
        })
    : undefined
  return (
    <div
      role={kind === 'error' ? 'alert' : undefined}
      className="grid h-full place-content-center gap-1 p-6 text-center"
    >
      <h1 className="font-strong text-title">{t(`${kind}Title`)}</h1>
      <p className="text-body text-muted">{t(`${kind}Text`)}</p>
      {reference ? <p className="text-meta text-muted">{t('errorReference', { reference })}</p> : null}
      <div className="mt-4 flex justify-center gap-3">
        {retry ? (
          <Button tone="primary" onClick={retry}>
            {t('retry')}
          </Button>
        ) : null}
        <Button asChild>
          <Link href="/">{t('toBoard')}</Link>
        </Button>
      </div>
    </div>
  )
}
