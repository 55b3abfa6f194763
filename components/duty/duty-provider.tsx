'use client'
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useLive } from '@/components/live/live-provider'
import { useClock } from '@/components/shell/clock'
import { DutyStore } from '@/lib/client/duty'
import { type Presence, presenceAt } from '@/lib/duty/policy'
import type { Standing } from '@/lib/duty/schema'

const DutyContext = createContext<DutyStore | null>(null)

interface Props {
  /** As the server knew it when it rendered the page; null for a page that no server rendered. */
  snapshot: readonly Standing[] | null
  children: React.ReactNode
}

/** Who is on duty and who is off today, for everything below it. */
export function DutyProvider({ snapshot, children }: Props) {
  const [store] = useState(() => new DutyStore(snapshot))
  useLive(store.take)
  useEffect(() => {
    // Between the server's page and the first event somebody may have come.
    store.askSoon()
    return store.stop
  }, [store])
  return <DutyContext value={store}>{children}</DutyContext>
}

/** The store itself, for whoever changes it or asks it outside of drawing; null outside of the provider. */
export const useDutyStore = (): DutyStore | null => useContext(DutyContext)

/** Whether whoever is not among the standings is known not to be. */
export function useIsDutyKnown(): boolean {
  const store = useContext(DutyContext)
  const read = () => store?.isKnown() ?? true
  return useSyncExternalStore(store?.subscribe ?? never, read, read)
}

/** How everybody stands, as far as that is known. */
export function useStandings(): ReadonlyMap<string, Standing> {
  const store = useContext(DutyContext)
  const read = () => store?.read() ?? NOBODY
  return useSyncExternalStore(store?.subscribe ?? never, read, read)
}

/** How somebody stands to today's work; undefined for whoever has neither begun a shift nor is off. */
export function useStanding(personId: string): Standing | undefined {
  const store = useContext(DutyContext)
  const read = () => store?.read().get(personId)
  return useSyncExternalStore(store?.subscribe ?? never, read, read)
}

/** The same, as far as it counts now: shifts and absences end by themselves. */
export function usePresence(personId: string): Presence | null {
  const standing = useStanding(personId)
  const presence = useClock((now) => presenceAt(standing, now) ?? '')
  return presence === '' ? null : presence
}

const NOBODY: ReadonlyMap<string, Standing> = new Map()
const never = () => () => {}
