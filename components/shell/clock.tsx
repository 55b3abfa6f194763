'use client'
/** The one ticking clock of the page, in the server's time. Whoever asks it names what they need of the moment (a count of
 *  minutes, whether it is late) and is drawn again only when that changes. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import { serverNow } from '@/lib/client/clock'

const TICK_MS = 5_000

const RenderedAt = createContext(0)

/** `renderedAt` is the server's time at rendering, so that the first paint in the browser says what the server's page said. */
export const ClockProvider = ({ renderedAt, children }: { renderedAt: number; children: React.ReactNode }) => (
  <RenderedAt value={renderedAt}>{children}</RenderedAt>
)

/** What `select` makes of the present moment (milliseconds since the epoch): a string, a number or a boolean. */
export function useClock<T extends string | number | boolean>(select: (now: number) => T): T {
  const renderedAt = useContext(RenderedAt)
  return useSyncExternalStore(
    subscribe,
    () => select(now || renderedAt),
    () => select(renderedAt),
  )
}

let now = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) start()
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stop()
  }
}

function tick() {
  now = serverNow()
  for (const listener of listeners) listener()
}

function start() {
  now = serverNow()
  timer = setInterval(tick, TICK_MS)
  document.addEventListener('visibilitychange', tick)
}

function stop() {
  clearInterval(timer)
  document.removeEventListener('visibilitychange', tick)
}
