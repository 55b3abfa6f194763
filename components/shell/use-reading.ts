'use client'
import { useState } from 'react'
import { useErrorText } from '@/lib/client/errors'

/** Reads more when it is asked for; when that does not come, says why. */
export function useReading(onRead: () => Promise<void>) {
  const errorText = useErrorText()
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const read = async () => {
    setReading(true)
    setError(null)
    await onRead().catch((thrown: unknown) => setError(errorText(thrown)))
    setReading(false)
  }
  return { isReading, error, read }
}
