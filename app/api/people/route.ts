import { route } from '@/lib/api/route'
import { listPeople } from '@/lib/people/people'

/** Everybody in the house. */
export const GET = route({}, async ({ actor }) => ({ items: await listPeople(actor), next: null }))
