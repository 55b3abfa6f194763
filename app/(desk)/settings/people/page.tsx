import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PeopleSettings } from '@/components/settings/people-settings'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('peopleTitle') }
}

/** For admins: who works here. Other roles find nothing. */
export default async function PeoplePage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (actor.role !== 'admin') notFound()
  return <PeopleSettings />
}
