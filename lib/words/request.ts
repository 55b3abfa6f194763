/** Which words a reader gets: the language of the signed-in person, else English; moments in the hotel's time zone. */
import 'server-only'
import { getRequestConfig } from 'next-intl/server'
import { currentActor } from '@/lib/auth/session'
import { getSettings } from '@/lib/settings/settings'
import { formats } from './formats'
import english from './messages/en.json'

/** Languages that have a message file. The other languages of `LOCALES` fall back to English until they have one. */
const messages: Record<string, typeof english> = { en: english }

export default getRequestConfig(async () => {
  const { locale: wished, timeZone } = await reader()
  const locale = wished in messages ? wished : 'en'
  return { locale, timeZone, formats, messages: messages[locale] ?? english }
})

/** A page that says "try again" must be worded even while the database is away. */
async function reader(): Promise<{ locale: string; timeZone: string }> {
  try {
    const [actor, settings] = await Promise.all([currentActor(), getSettings()])
    return { locale: actor?.locale ?? 'en', timeZone: settings.timeZone }
  } catch {
    return { locale: 'en', timeZone: 'UTC' }
  }
}
