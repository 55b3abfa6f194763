'use client'
import { AlertBar } from './alert-bar'
import { useBell } from './use-bell'
import { useCount } from './use-count'
import { useSteadyPage } from './use-steady-page'

/** What calls for its reader: it stands here for as long as it waits, sounds, and is counted in the tab's name and on the app's
 *  icon. */
export function Alerts() {
  const ringing = useBell()
  useCount(ringing.calling.length)
  const steady = useSteadyPage(ringing)
  return <AlertBar {...steady} />
}
