/// <reference lib="webworker" />
/** The service worker's entry, bundled by app/serwist. It lets an installed tablet start without a network, and nothing more:
 *  a page is always asked of the hotel first, the API is never touched, and no answer is kept but the build's own files and
 *  the empty page that fills itself from what the signed-in person's device knows. A new version waits until no page of the
 *  old one is open, so that no page ever looks for files that are gone. What else the worker does (pushes) has a module of
 *  its own under lib/client, imported here. */
import { NavigationRoute, type PrecacheEntry, Serwist } from 'serwist'
import { listenForPush, type WorkerScope } from '@/lib/client/alerts/push-worker'
import { CLAIM_ME, TAKE_OVER } from '@/lib/client/worker'

declare const self: ServiceWorkerGlobalScope & { __SW_MANIFEST: (PrecacheEntry | string)[] | undefined }

const SHELL = '/offline'
/** A lift lets nothing through and says nothing: then the page from the device comes, and goes live when it can. */
const PATIENCE_MS = 5_000

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  precacheOptions: { cleanupOutdatedCaches: true },
  skipWaiting: false,
  clientsClaim: true,
})

serwist.registerRoute(
  new NavigationRoute(({ request }) => pageOf(request), { denylist: [/^\/api\//, /^\/serwist\//, /^\/offline$/] }),
)
serwist.addEventListeners()
listenForPush(self as unknown as WorkerScope)

self.addEventListener('message', (event) => {
  if (event.data === TAKE_OVER) event.waitUntil(takeOver())
  if (event.data === CLAIM_ME) event.waitUntil(self.clients.claim())
})

async function pageOf(request: Request): Promise<Response> {
  const asked = fetch(request)
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS))
  const answer = await Promise.race([asked, patience]).catch(() => null)
  return answer ?? (await serwist.matchPrecache(SHELL)) ?? asked
}

/** Asked by a page that was loaded while this version waited: it is of this version or a newer one. Any other page that is
 *  open may still need the files of the old one. */
async function takeOver(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.length <= 1) await self.skipWaiting()
}
