import { authRoute } from '@/lib/api/auth-route'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

const handler = async (request: Request, { params }: Context) => authRoute(request, (await params).nextauth)

/** What NextAuth's browser side asks before it signs somebody in or out. */
export const GET = handler
/** Sign in (401 wrong, 429 after too many tries, 503 when too busy) or out. */
export const POST = handler
