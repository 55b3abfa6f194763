import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { HistoryPage } from '@/components/history/history-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history')
  return { title: t('title') }
}

/** Where everything is found, however old. */
export default function History() {
  return <HistoryPage />
}
