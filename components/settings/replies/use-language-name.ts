'use client'
import { useLocale } from 'next-intl'
import { useCallback, useMemo } from 'react'

/** A language's name in the reader's: "Spanish". */
export function useLanguageName(): (language: string) => string {
  const locale = useLocale()
  const names = useMemo(() => new Intl.DisplayNames([locale], { type: 'language' }), [locale])
  return useCallback((language) => names.of(language) ?? language, [names])
}
