/** The page's side of the service worker: installing it, and letting a new version in when no page needs the old one. */

const SCRIPT = '/serwist/sw.js'

/** What a page says to a version that waits. */
export const TAKE_OVER = 'take over'

/** What a page says that came while the worker was being installed, and that its claim on all open pages has missed. */
export const CLAIM_ME = 'claim me'

/** Browsers have service workers on TLS and on localhost only; elsewhere, and where they are forbidden, the app works as ever,
 *  with a network. */
export async function installWorker(): Promise<void> {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register(SCRIPT, { scope: '/', updateViaCache: 'none' })
    // It was there before this page: the page is of its version, or newer.
    registration.waiting?.postMessage(TAKE_OVER)
    const { active } = await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) active?.postMessage(CLAIM_ME)
  } catch {
    // Forbidden, or no room for it.
  }
}
