import { redirect } from 'next/navigation'
import { Landing } from '@/components/my-work/landing'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'

/** Where signing in, and opening the installed app, lead: attendants with a touch screen to their work, everybody else to the
 *  board. Whether fingers point here only the browser knows. */
export default async function StartPage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  if (actor.role !== 'attendant') redirect('/')
  return <Landing />
}
