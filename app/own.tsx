/** Around every signed-in page: the house's device it is shown on, if it is one, and what its reader has chosen. */
import 'server-only'
import { redirect } from 'next/navigation'
import { DeviceProvider } from '@/components/device/device-provider'
import { PreferencesProvider } from '@/components/shell/preferences-provider'
import { readForPage } from '@/lib/api/page'
import { pinOf } from '@/lib/auth/pin'
import type { Actor } from '@/lib/auth/schema'
import { currentDevice } from '@/lib/devices/own'
import { readPreferences } from '@/lib/people/preferences'

/** Whoever has a temporary PIN first chooses their own. */
export async function Own({ actor, children }: { actor: Actor; children: React.ReactNode }) {
  const [device, preferences, pin] = await readForPage(() =>
    Promise.all([currentDevice(), readPreferences(actor), pinOf(actor)]),
  )
  if (device && pin === 'temporary') redirect('/welcome')
  return (
    <DeviceProvider device={device} actor={{ personId: actor.personId, sessionId: actor.sessionId }}>
      <PreferencesProvider initial={preferences}>{children}</PreferencesProvider>
    </DeviceProvider>
  )
}
