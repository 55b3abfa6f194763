import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ExportsPage } from '@/components/exports/exports-page'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { listExports } from '@/lib/exports/exports'
import { canReport } from '@/lib/reports/policy'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exports')
  return { title: t('listTitle') }
}

/** What was taken out of the house; whoever may take nothing finds nothing. */
export default async function Exports() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (!canReport(actor)) notFound()
  return <ExportsPage first={await readForPage(() => listExports(actor, { limit: 50 }))} />
}
