/** For tests: what a component asks of the page's live connection, with a real outbox behind it, and no stream. */
import type { LiveEvent } from '@/lib/live/events'
import type { LiveState } from './live-state'
import { openOutbox } from './outbox-browser'

const CURRENT: LiveState = { mode: 'live', asOf: '2026-11-23T09:00:00.000Z', everLive: true }

export const { outbox } = openOutbox('rehearsal')

/** In the place of `live-provider`. */
export const playedLive = (useLive: (handler: (event: LiveEvent) => void) => void = () => {}) => ({
  useLive,
  useLiveState: () => CURRENT,
  useOutbox: () => outbox,
  useTell: () => () => {},
})

/** What a test leaves waiting is not another's. */
export const emptyOutbox = () => Promise.all(outbox.everything().map(({ id }) => outbox.discard(id)))
