/** The real browser behind `Live`: EventSource, timers, and the events that tell of waking, sleeping and networks. */
import type { ThreadPage } from '@/lib/chat/schema'
import { ApiError, api, goToSignIn } from './api'
import { noteServerTime } from './clock'
import { type Browser, Live } from './live'
import type { Source } from './live-stream'

/** A shared tablet's screen that is off needs no stream; a desktop's hidden tab keeps it, for its unread count. */
export const SLEEP_AFTER_MS = 5_000
const FILL_PAGE = 200

const browser: Browser = {
  openSource: (url) => new EventSource(url) as unknown as Source,
  timers: {
    now: () => Date.now(),
    setTimeout: (run, ms) => window.setTimeout(run, ms),
    clearTimeout: (timer) => window.clearTimeout(timer as number),
    random: Math.random,
  },
  messagesAfter: (ticketId, after) =>
    api.get<ThreadPage>(`/api/tickets/${ticketId}/messages`, { query: { after, limit: FILL_PAGE } }),
  probe: async () => {
    try {
      await api.get('/api/me')
      return 'in'
    } catch (error) {
      return error instanceof ApiError && error.status === 401 ? 'out' : 'unknown'
    }
  },
  signedOut: goToSignIn,
  isOnline: () => navigator.onLine,
  isHidden: () => document.hidden,
  noteServerTime,
}

/** A live connection bound to this page. Call `unbind` when the page's tree goes. */
export function openLive(): { live: Live; start: () => () => void } {
  const live = new Live(browser)
  return {
    live,
    start: () => {
      live.start()
      const unbind = bind(live)
      return () => {
        unbind()
        live.stop()
      }
    },
  }
}

function bind(live: Live): () => void {
  let hiddenAt: number | null = null
  let sleep: number | undefined
  const isTablet = window.matchMedia('(pointer: coarse)').matches
  const onVisibility = () => {
    window.clearTimeout(sleep)
    if (document.hidden) {
      hiddenAt = Date.now()
      if (isTablet) sleep = window.setTimeout(() => live.stop(), SLEEP_AFTER_MS)
      return
    }
    const wasAway = hiddenAt !== null && Date.now() - hiddenAt > SLEEP_AFTER_MS
    hiddenAt = null
    if (wasAway) live.wake()
  }
  const onPageShow = (event: PageTransitionEvent) => event.persisted && live.wake()
  const onPageHide = () => live.stop()
  const onOnline = () => live.wake()
  const onOffline = () => live.networkLost()
  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('pageshow', onPageShow)
  window.addEventListener('pagehide', onPageHide)
  window.addEventListener('online', onOnline)
  window.addEventListener('offline', onOffline)
  return () => {
    window.clearTimeout(sleep)
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('pageshow', onPageShow)
    window.removeEventListener('pagehide', onPageHide)
    window.removeEventListener('online', onOnline)
    window.removeEventListener('offline', onOffline)
  }
}
