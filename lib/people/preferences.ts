/** What people have chosen for themselves: their language, their sound, their keys. Each reads and changes their own only. */
import 'server-only'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { PreferencesPatch } from './requests'
import { LOCALES, PREFERENCES_UNSET, type Preferences } from './schema'

export async function readPreferences(actor: Actor): Promise<Preferences> {
  const [row] = await db().select(CHOSEN).from(people).where(eq(people.id, actor.personId))
  return complete(row)
}

/** What the patch does not name stays as it is, also of the sound. Answers all of them. */
export async function changePreferences(actor: Actor, patch: PreferencesPatch): Promise<Preferences> {
  return db().transaction(async (tx) => {
    const isOwn = eq(people.id, actor.personId)
    const [row] = await tx.select(CHOSEN).from(people).where(isOwn).for('update')
    const before = complete(row)
    const after = { ...before, ...patch, sound: { ...before.sound, ...patch.sound } }
    const { locale, ...preferences } = after
    await tx.update(people).set({ locale, preferences }).where(isOwn)
    return after
  })
}

const CHOSEN = { locale: people.locale, preferences: people.preferences }

function complete(row: { locale: string; preferences: Partial<Omit<Preferences, 'locale'>> } | undefined): Preferences {
  const { sound, singleKeys } = { ...PREFERENCES_UNSET, ...row?.preferences }
  const locale = LOCALES.find((one) => one === row?.locale) ?? PREFERENCES_UNSET.locale
  return { locale, sound: { ...PREFERENCES_UNSET.sound, ...sound }, singleKeys }
}
