import { route } from '@/lib/api/route'
import { listCatalogue } from '@/lib/catalogue/catalogue'

/** What can be asked for. */
export const GET = route({}, async ({ actor }) => ({ items: await listCatalogue(actor), next: null }))
