import { route } from '@/lib/api/route'
import { changePreferences, readPreferences } from '@/lib/people/preferences'
import { preferencesPatch } from '@/lib/people/requests'

/** Who am I, and what have I chosen. What I may do follows from it by the shared policy. */
export const GET = route({}, async ({ actor }) => ({ ...actor, preferences: await readPreferences(actor) }))

/** Choose: what is not named stays. Answers all that is chosen. */
export const PATCH = route({ body: preferencesPatch }, ({ actor, body }) => changePreferences(actor, body))
