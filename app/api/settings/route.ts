import { route } from '@/lib/api/route'
import { getSettings } from '@/lib/settings/settings'

/** The hotel's name, time zone, business day and shifts. */
export const GET = route({}, () => getSettings())
