import { health } from '@/lib/api/health'

export const dynamic = 'force-dynamic'

/** Send requests here while it answers 200: PostgreSQL is there and the process is not on its way out. */
export async function GET() {
  const found = await health()
  const isReady = found.status === 'ready' || found.status === 'degraded'
  const headers = { 'cache-control': 'no-store', ...(isReady ? {} : { 'retry-after': '2' }) }
  return Response.json(found, { status: isReady ? 200 : 503, headers })
}
