'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useReading } from './use-reading'

/** Asks for the rest of a list; when that does not come, says why, and asks again. */
export function More({ onRead }: { onRead: () => Promise<void> }) {
  const t = useTranslations('history')
  const { isReading, error, read } = useReading(onRead)
  return (
    <div className="grid justify-items-start gap-2">
      {error === null ? null : (
        <p role="alert" className="font-medium text-body">
          {error}
        </p>
      )}
      <Button disabled={isReading} onClick={read}>
        {t(error === null ? 'more' : 'retry')}
      </Button>
    </div>
  )
}
