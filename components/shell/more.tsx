'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useErrorText } from '@/lib/client/errors'

/** Asks for the rest of a list; when that does not come, says why, and asks again. */
export function More({ onRead }: { onRead: () => Promise<void> }) {
  const t = useTranslations('history')
  const errorText = useErrorText()
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const read = async () => {
    setReading(true)
    setError(null)
    await onRead().catch((thrown: unknown) => setError(errorText(thrown)))
    setReading(false)
  }
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
