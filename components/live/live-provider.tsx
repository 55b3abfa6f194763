'use client'
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Live } from '@/lib/client/live'
import { openLive } from '@/lib/client/live-browser'
import type { LiveState } from '@/lib/client/live-state'
import type { LiveEvent } from '@/lib/live/events'

const LiveContext = createContext<Live | null>(null)

interface Props {
  /** Another person is another connection. */
  actorId: string
  children: React.ReactNode
}

/** The page's one live connection, for everything below it. */
export const LiveProvider = ({ actorId, children }: Props) => <Connected key={actorId}>{children}</Connected>

function Connected({ children }: { children: React.ReactNode }) {
  const { live, start } = useMemo(openLive, [])
  useEffect(start, [start])
  return <LiveContext value={live}>{children}</LiveContext>
}

function useConnection(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive must be used inside LiveProvider')
  return live
}

/** Every live event, while the component is mounted. `reset` of scope `board` means: fetch what you show again; it comes with
 *  each connection that may have missed something, and every few seconds while the page has to ask. */
export function useLive(handler: (event: LiveEvent) => void): void {
  const live = useConnection()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => live.subscribe((event) => latest.current(event)), [live])
}

/** How current the page is. */
export function useLiveState(): LiveState {
  const { state } = useConnection()
  return useSyncExternalStore(state.subscribe, state.read, state.read)
}

/** Have this ticket's entries delivered, from after `lastSeq` (read once, when it is opened). */
export function useOpenTicket(ticketId: string, lastSeq: number): void {
  const live = useConnection()
  const from = useRef(lastSeq)
  useEffect(() => live.watch(ticketId, from.current), [live, ticketId])
}
