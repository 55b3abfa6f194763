import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Worker } from '@/components/shell/worker'
import { FacesScreen } from '@/components/sign-in/faces-screen'
import { SignInScreen } from '@/components/sign-in/sign-in-screen'
import { readForPage } from '@/lib/api/page'
import { localPath } from '@/lib/auth/local-path'
import { currentActor } from '@/lib/auth/session'
import { currentDevice, listFaces } from '@/lib/devices/own'
import { DEMO_PIN, demoSignIns } from '@/lib/settings/demo'
import { getSettings } from '@/lib/settings/settings'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn')
  return { title: t('title') }
}

/** Only the path is wanted, so any origin serves, as long as nobody can ask for it. */
const ANYWHERE = 'http://here.invalid'

/** Finds out which page is this person's home on this device. */
const HOME = '/start'

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who is already signed in goes on to where they wanted. A device of the house shows faces. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, with: way } = await searchParams
  const [actor, settings, device] = await readForPage(() =>
    Promise.all([currentActor(), getSettings(), currentDevice()]),
  )
  const next = localPath(typeof callbackUrl === 'string' ? callbackUrl : HOME, ANYWHERE)
  if (actor) redirect(next)
  if (device && way !== 'password') {
    const faces = await readForPage(() => listFaces(device))
    const { hotelName, demo } = settings
    return (
      <>
        <Worker />
        <FacesScreen {...{ hotelName, device, faces, next }} demoPin={demo ? DEMO_PIN : null} />
      </>
    )
  }
  return (
    <>
      <Worker />
      <SignInScreen hotelName={settings.hotelName} next={next} demo={settings.demo ? demoSignIns() : []} />
    </>
  )
}
