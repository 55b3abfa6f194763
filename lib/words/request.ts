/** Which words a reader gets: the language of the signed-in person, else what the browser asks for; moments in the hotel's time
 *  zone. */
import 'server-only'
import { headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { currentActor } from '@/lib/auth/session'
import { getSettings } from '@/lib/settings/settings'
import { formats } from './formats'
import { languageOf } from './languages'
import { wordsIn } from './words-in'

export default getRequestConfig(async () => {
  const { locale: wished, timeZone } = await reader()
  return { ...wordsIn(wished), timeZone, formats }
})

/** A page that says "try again" must be worded even while the database is away. */
async function reader(): Promise<{ locale: string; timeZone: string }> {
  const asked = languageOf((await headers()).get('accept-language'))
  try {
    const [actor, settings] = await Promise.all([currentActor(), getSettings()])
    return { locale: actor?.locale ?? asked, timeZone: settings.timeZone }
  } catch {
    return { locale: asked, timeZone: 'UTC' }
  }
}
