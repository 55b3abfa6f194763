'use client'
/** A failure as a sentence in the reader's language. */
import { useFormatter, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type messages from '@/lib/words/messages/en.json'
import { ApiError } from './api'

type Sentence = keyof typeof messages.errors
type Status = keyof typeof messages.status

/** What to say about a failure. A code without a sentence gets the general one, never its code. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations('errors')
  const status = useTranslations('status')
  const format = useFormatter()
  return useCallback(
    (error) => {
      if (!(error instanceof ApiError)) return t('internal')
      const sentence = error.message as Sentence
      if (!t.has(sentence)) return t('unknown')
      const params = { ...error.params }
      // Moments and statuses travel as codes. `stale` chooses its verb by the status, so it keeps the code.
      if (typeof params.at === 'string') params.at = format.dateTime(new Date(params.at), 'time')
      if (sentence === 'wrong_state') params.status = status(params.status as Status)
      // Nobody's name: the clock did it.
      if ((sentence === 'stale' || sentence === 'acted_since') && !params.name) params.name = t('theClock')
      return t(sentence, params)
    },
    [t, status, format],
  )
}
