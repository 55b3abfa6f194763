import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInScreen } from '@/components/sign-in/sign-in-screen'
import { currentActor } from '@/lib/auth/session'
import { demoSignIns } from '@/lib/settings/demo'
import { getSettings } from '@/lib/settings/settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who is already signed in goes on to where they wanted. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams
  const [actor, settings] = await Promise.all([currentActor(), getSettings()])
  const next = ownPath(callbackUrl)
  if (actor) redirect(next)
  return <SignInScreen hotelName={settings.hotelName} next={next} demo={settings.demo ? demoSignIns() : []} />
}

/** A path of ours, whatever was asked for: `//elsewhere` and `/\elsewhere` are other places to a browser. */
function ownPath(wanted: string | string[] | undefined): string {
  const path = typeof wanted === 'string' ? wanted : '/'
  const base = 'http://here.invalid'
  if (!URL.canParse(path, base)) return '/'
  const url = new URL(path, base)
  return url.origin === base ? url.pathname.replace(/^\/+/, '/') + url.search : '/'
}
