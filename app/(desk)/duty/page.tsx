import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DutyPage } from '@/components/duty/duty-page'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('duty')
  return { title: t('title') }
}

/** Who is here today. */
export default function Duty() {
  return <DutyPage />
}
