import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInScreen } from '@/components/sign-in/sign-in-screen'
import { localPath } from '@/lib/auth/local-path'
import { currentActor } from '@/lib/auth/session'
import { demoSignIns } from '@/lib/settings/demo'
import { getSettings } from '@/lib/settings/settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

/** Only the path is wanted, so any origin serves, as long as nobody can ask for it. */
const ANYWHERE = 'http://here.invalid'

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who is already signed in goes on to where they wanted. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const [actor, settings] = await Promise.all([currentActor(), getSettings()])
  const next = localPath(typeof callbackUrl === 'string' ? callbackUrl : '/', ANYWHERE)
  if (actor) redirect(next)
  return <SignInScreen hotelName={settings.hotelName} next={next} demo={settings.demo ? demoSignIns() : []} />
}
