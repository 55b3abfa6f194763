import { route } from '@/lib/api/route'

/** Who am I. What I may do follows from it by the shared policy. */
export const GET = route({}, async ({ actor }) => actor)
