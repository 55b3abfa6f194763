/** Where to go after signing in or out: a path of ours, whatever was asked for. */
import 'server-only'

/** `//elsewhere` and `/\elsewhere` are other places to a browser, and lead to "/" like everything that is not under `origin`. */
export function localPath(wanted: string, origin: string): string {
  if (!URL.canParse(wanted, origin)) return '/'
  const url = new URL(wanted, origin)
  if (url.origin !== origin) return '/'
  return url.pathname.replace(/^\/+/, '/') + url.search + url.hash
}
