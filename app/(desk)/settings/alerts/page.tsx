import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AlertSettings } from '@/components/alerts/alert-settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('alertSettings')
  return { title: t('title') }
}

/** How alerts reach this device. */
export default function AlertsPage() {
  return <AlertSettings />
}
