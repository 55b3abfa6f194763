/** The real browser behind `Live`: EventSource, timers, and the events that tell of waking, sleeping and networks. */
import type { ThreadPage } from '@/lib/chat/schema'
import { ApiError, api, goToSignIn } from './api'
import { noteServerTime } from './clock'
import { type Browser, Live } from './live'
import type { Source } from './live-stream'
import { openHall } from './tabs/hall'
import { SharedConnection } from './tabs/shared'
import { TIMERS } from './timers'

/** A shared tablet's screen that is off needs no stream; a desktop's hidden tab keeps it, for its unread count. */
export const SLEEP_AFTER_MS = 5_000
const FILL_PAGE = 200

const browserOf = (personId: string): Browser => ({
  personId,
  isSomebodyElses: () => window.location.reload(),
  openSource: (url) => new EventSource(url) as unknown as Source,
  timers: TIMERS,
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
})

/** When somebody last came to this tab. */
let lookedAt = Date.now()

/** A live connection bound to this page, shared with the same person's other tabs where the browser lets them talk. */
export function openLive(personId: string, asOf?: number): { live: Live; start: () => () => void } {
  const browser = browserOf(personId)
  const hall = openHall(personId, () => lookedAt)
  const live = new Live(browser, hall ? (owner) => new SharedConnection(browser, hall, owner) : undefined, asOf)
  return {
    live,
    start: () => {
      live.start()
      const unbind = bind(live, hall !== null)
      return () => {
        unbind()
        live.stop()
      }
    },
  }
}

function bind(live: Live, isShared: boolean): () => void {
  let hiddenAt: number | null = null
  let sleep: number | undefined
  // Six streams are all that a browser opens to one server: tabs that cannot share leave them to those that are seen.
  const sleeps = !isShared || window.matchMedia('(pointer: coarse)').matches
  const onVisibility = () => {
    window.clearTimeout(sleep)
    if (document.hidden) {
      hiddenAt = Date.now()
      if (sleeps) sleep = window.setTimeout(() => live.stop(), SLEEP_AFTER_MS)
      return
    }
    lookedAt = Date.now()
    const wasAway = hiddenAt !== null && Date.now() - hiddenAt > SLEEP_AFTER_MS
    hiddenAt = null
    if (wasAway) live.wake(false)
  }
  const leave = () => live.stop()
  const wake = () => live.wake()
  const told: [EventTarget, string, (event: Event) => void][] = [
    [document, 'visibilitychange', onVisibility],
    [document, 'freeze', leave],
    [document, 'resume', wake],
    [window, 'focus', () => (lookedAt = Date.now())],
    [window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && live.wake()],
    [window, 'pagehide', leave],
    [window, 'online', wake],
    [window, 'offline', () => live.networkLost()],
  ]
  for (const [target, name, listener] of told) target.addEventListener(name, listener)
  return () => {
    window.clearTimeout(sleep)
    for (const [target, name, listener] of told) target.removeEventListener(name, listener)
  }
}
