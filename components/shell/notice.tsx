'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { startTransition } from 'react'

interface Props {
  kind: 'notFound' | 'error'
  /** What the log knows the failure by. */
  reference?: string
  onRetry?: () => void
}

/** One line of truth, one next step. Every page loads this with its first bytes, so it stands on as little as can be. */
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
          <button type="button" onClick={retry} className={`${BUTTON} bg-text text-paper`}>
            {t('retry')}
          </button>
        ) : null}
        {/* A full load: what failed is not kept. */}
        <a href="/" className={`${BUTTON} border border-control bg-surface`}>
          {t('toBoard')}
        </a>
      </div>
    </div>
  )
}

const BUTTON = 'inline-flex h-9 items-center rounded-control px-3.5 font-medium text-body touch:h-12 touch:px-5'
