import { route } from '@/lib/api/route'
import { listPlaces } from '@/lib/places/places'

/** All places, as a flat list with parents. */
export const GET = route({}, async ({ actor }) => ({ items: await listPlaces(actor), next: null }))
