import { redirect } from 'next/navigation'
import { deskPages } from '@/components/shell/desk-pages'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'

/** The first of the pages that are theirs to see. */
export default async function SettingsPage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  const own = deskPages(actor).find(({ href }) => href.startsWith('/settings/'))
  redirect(own?.href ?? '/me')
}
