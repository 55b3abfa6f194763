import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BehindPage } from '@/components/reports/behind-page'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { canReport } from '@/lib/reports/policy'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reports')
  return { title: t('tickets') }
}

/** The tickets behind a figure: whoever sees no figures finds nothing. */
export default async function Tickets() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (!canReport(actor)) notFound()
  return <BehindPage />
}
