/** The same-origin check of every write, and of signing in. */
import 'server-only'
import { env } from '@/lib/env'

/** Whether a browser's request comes from one of this hotel's own pages. Browsers send `Origin` with every unsafe method. */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  return origin !== null && env().PUBLIC_URL.includes(origin)
}
