import { route } from '@/lib/api/route'
import { listDepartments } from '@/lib/people/people'

/** The departments. */
export const GET = route({}, async ({ actor }) => ({ items: await listDepartments(actor), next: null }))
