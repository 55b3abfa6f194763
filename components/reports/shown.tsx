'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { isRefused } from '@/lib/client/refused'

interface Props<T> {
  asking: { answer: T | null; error: unknown; isAsking: boolean; retry: () => void }
  isEmpty?: (answer: T) => boolean
  children: (answer: T) => React.ReactNode
}

/** What was answered, or why nothing is shown. The last answer stays, paler, until the next is there. */
export function Shown<T extends { isBehind: boolean }>({ asking, isEmpty, children }: Props<T>) {
  const t = useTranslations('reports')
  const errorText = useErrorText()
  const { answer, error, isAsking, retry } = asking
  if (error !== null && !isAsking)
    return (
      <div role="alert" className="grid justify-items-start gap-3">
        <p className="font-medium text-body">{isMalformed(error) ? t('wrongAddress') : errorText(error)}</p>
        {isRefused(error) ? null : (
          <Button size="small" onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </div>
    )
  if (answer === null)
    return (
      <p role="status" className="text-body text-muted">
        {t('counting')}
      </p>
    )
  return (
    <div aria-busy={isAsking} className={cn('grid min-w-0 gap-6 transition-opacity', isAsking && 'opacity-60')}>
      {answer.isBehind ? <p className="text-body text-muted">{t('behind')}</p> : null}
      {isEmpty?.(answer) ? <p className="text-body">{t('nothing')}</p> : children(answer)}
    </div>
  )
}

/** What is asked stands in the address. */
const isMalformed = (error: unknown): boolean => error instanceof ApiError && error.code === 'invalid'
