export const dynamic = 'force-dynamic'

/** The process runs. Restart it when this does not answer. */
export const GET = async () => Response.json({ status: 'live' }, { headers: { 'cache-control': 'no-store' } })
