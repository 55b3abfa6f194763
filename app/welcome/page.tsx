import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DeviceProvider } from '@/components/device/device-provider'
import { WelcomeScreen } from '@/components/me/welcome-screen'
import { readForPage } from '@/lib/api/page'
import { pinOf } from '@/lib/auth/pin'
import { currentActor } from '@/lib/auth/session'
import { currentDevice } from '@/lib/devices/own'
import { readPreferences } from '@/lib/people/preferences'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('me')
  return { title: t('welcomeTitle') }
}

/** The first use of a PIN that an admin has set. */
export default async function WelcomePage() {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  const [device, pin, preferences] = await readForPage(() =>
    Promise.all([currentDevice(), pinOf(actor), readPreferences(actor)]),
  )
  return (
    <DeviceProvider device={device} actor={{ personId: actor.personId, sessionId: actor.sessionId }}>
      <WelcomeScreen name={actor.name} preferences={preferences} isTemporary={pin === 'temporary'} />
    </DeviceProvider>
  )
}
