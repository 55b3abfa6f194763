import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ReportsPage } from '@/components/reports/reports-page'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { canReport } from '@/lib/reports/policy'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reports')
  return { title: t('title') }
}

/** How the house does: whoever sees no figures finds nothing. */
export default async function Reports() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (!canReport(actor)) notFound()
  return <ReportsPage />
}
