import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { MeScreen } from '@/components/me/me-screen'
import { readForPage } from '@/lib/api/page'
import { pinOf } from '@/lib/auth/pin'
import { currentActor } from '@/lib/auth/session'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('me')
  return { title: t('title') }
}

/** What is mine to choose. */
export default async function MePage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  return <MeScreen hasPin={(await readForPage(() => pinOf(actor))) !== 'none'} />
}
