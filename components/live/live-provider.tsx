'use client'
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { speakFor } from '@/lib/client/api'
import type { Live } from '@/lib/client/live'
import { openLive } from '@/lib/client/live-browser'
import type { LiveState } from '@/lib/client/live-state'
import type { Outbox } from '@/lib/client/outbox'
import { openOutbox } from '@/lib/client/outbox-browser'
import type { LiveEvent } from '@/lib/live/events'

const LiveContext = createContext<{ live: Live; outbox: Outbox } | null>(null)

interface Props {
  /** Another person is another connection and another outbox. */
  actorId: string
  /** Until when what the page shows was current, when it comes from the device. */
  asOf?: number
  children: React.ReactNode
}

/** The page's one live connection and its one outbox, for everything below it. */
export const LiveProvider = (props: Props) => <Connected key={props.actorId} {...props} />

function Connected({ actorId, asOf, children }: Props) {
  const { live, start } = useMemo(() => openLive(actorId, asOf), [actorId, asOf])
  const { outbox, start: open } = useMemo(() => openOutbox(actorId), [actorId])
  useEffect(() => speakFor(actorId), [actorId])
  useEffect(start, [start])
  useEffect(() => {
    const offSent = outbox.onSent((data) => live.tell({ event: 'entry', data }))
    const offNews = outbox.errands.onNews(live.tell)
    const offArrived = live.subscribe(({ event, data }) => event === 'entry' && outbox.arrived(data.id))
    const offReachable = live.onReachable(outbox.nudge)
    const close = open()
    window.addEventListener('online', outbox.nudge)
    return () => {
      window.removeEventListener('online', outbox.nudge)
      offSent()
      offNews()
      offArrived()
      offReachable()
      close()
    }
  }, [live, outbox, open])
  const value = useMemo(() => ({ live, outbox }), [live, outbox])
  return <LiveContext value={value}>{children}</LiveContext>
}

function useConnection() {
  const value = useContext(LiveContext)
  if (!value) throw new Error('useLive must be used inside LiveProvider')
  return value
}

/** Every live event, while the component is mounted. `reset` of scope `board` means: fetch what you show again; it comes with
 *  each connection that may have missed something, and every few seconds while the page has to ask. */
export function useLive(handler: (event: LiveEvent) => void): void {
  const { live } = useConnection()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => live.subscribe((event) => latest.current(event)), [live])
}

/** Hand an answer's news to everything on the page, as if it had been streamed. */
export const useTell = (): ((event: LiveEvent) => void) => useConnection().live.tell

/** How current the page is. */
export function useLiveState(): LiveState {
  const { state } = useConnection().live
  return useSyncExternalStore(state.subscribe, state.read, state.read)
}

/** Have this ticket's entries delivered, from after `lastSeq` (read once, when it is opened). */
export function useOpenTicket(ticketId: string, lastSeq: number): void {
  const { live, outbox } = useConnection()
  const from = useRef(lastSeq)
  useEffect(
    () => (outbox.errands.isUnopened(ticketId) ? undefined : live.watch(ticketId, from.current)),
    [live, outbox, ticketId],
  )
}

export const useOutbox = (): Outbox => useConnection().outbox

/** How many messages wait to be sent, in all tickets. */
export function useWaiting(): number {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.waiting, none)
}

/** How many of them were tried in vain. */
export function useStuck(): number {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.stuck, none)
}

const none = () => 0
