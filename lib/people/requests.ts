/** What requests about people may carry. Shared. */
import { z } from 'zod'
import { LOCALES, ROLES } from './schema'

export const role = z.enum(ROLES)

const sound = z.strictObject({ volume: z.number().min(0).max(1), isMuted: z.boolean() })

/** Only what is to change; of the sound, too. */
export const preferencesPatch = z
  .strictObject({ locale: z.enum(LOCALES), sound: sound.partial(), singleKeys: z.boolean() })
  .partial()
export type PreferencesPatch = z.output<typeof preferencesPatch>
