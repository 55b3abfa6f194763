import { route } from '@/lib/api/route'
import { listStandings } from '@/lib/duty/standings'

/** Who is on duty and who is off today, with their departments; everybody else is neither. Changes follow on the stream. */
export const GET = route({}, async ({ actor }) => ({ items: await listStandings(actor), next: null }))
