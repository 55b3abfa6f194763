import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RepliesSettings } from '@/components/settings/replies/replies-settings'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { canWordReplies } from '@/lib/replies/policy'
import { listReplies } from '@/lib/replies/replies'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('replies')
  return { title: t('title') }
}

/** For those who word quick replies. Attendants find nothing. */
export default async function RepliesPage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (!canWordReplies(actor)) notFound()
  return <RepliesSettings initial={await readForPage(() => listReplies(actor))} />
}
