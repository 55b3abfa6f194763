'use client'
import { useTranslations } from 'next-intl'
import { Input } from '@/components/ui/input'

interface Props {
  query: string
  onQuery: (query: string) => void
}

/** The field that narrows a list of people. */
export function FindPerson({ query, onQuery }: Props) {
  const t = useTranslations('settings')
  return (
    <Input
      type="search"
      aria-label={t('find')}
      placeholder={t('find')}
      value={query}
      onChange={(event) => onQuery(event.target.value)}
      className="w-64 max-sm:w-full"
    />
  )
}
