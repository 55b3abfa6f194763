import { route } from '@/lib/api/route'
import { listFlags } from '@/lib/places/flags'

/** Every place that carries a flag now, with what it carries. */
export const GET = route({ paced: 'read' }, async ({ actor }) => ({ items: await listFlags(actor), next: null }))
