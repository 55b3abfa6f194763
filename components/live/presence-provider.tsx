'use client'
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { PresenceStore } from '@/lib/client/presence'
import { useLive, useLiveState } from './live-provider'

const PresenceContext = createContext<PresenceStore | null>(null)

/** Who else has which ticket open, for everything below it. */
export function PresenceProvider({ children }: { children: React.ReactNode }) {
  const { personId } = useHotel().actor
  const store = useMemo(() => new PresenceStore(personId), [personId])
  const { mode } = useLiveState()
  useLive(store.take)
  useEffect(() => {
    // Who was here when the stream was lost may have left since. And a tab that shares a stream may hear no hello.
    if (mode === 'reconnecting' || mode === 'offline') store.forget()
    else store.askSoon()
    return store.stop
  }, [store, mode])
  return <PresenceContext value={store}>{children}</PresenceContext>
}

/** The others who have this ticket open; drawn again only when they change. */
export function useHere(ticketId: string): readonly string[] {
  const store = useContext(PresenceContext)
  const read = () => store?.of(ticketId) ?? NOBODY
  return useSyncExternalStore(store?.subscribe ?? never, read, nobody)
}

const NOBODY: readonly string[] = []
const nobody = () => NOBODY
const never = () => () => {}
