import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PrivacySettings } from '@/components/settings/privacy/privacy-settings'
import { readForPage } from '@/lib/api/page'
import { listAudit } from '@/lib/audit/audit'
import { currentActor } from '@/lib/auth/session'
import { mayExportPerson, mayGovernPrivacy } from '@/lib/privacy/policy'
import { readRetention } from '@/lib/privacy/retention'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacySettings')
  return { title: t('title') }
}

/** How long things are kept, for admins; what is held of a person and what was done, for managers too. Others find nothing. */
export default async function PrivacyPage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (!mayExportPerson(actor)) notFound()
  const retention = mayGovernPrivacy(actor) ? await readForPage(() => readRetention(actor)) : null
  const audit = await readForPage(() => listAudit(actor, { limit: 20 }))
  return <PrivacySettings retention={retention} audit={audit} />
}
