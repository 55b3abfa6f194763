'use client'
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useLive } from '@/components/live/live-provider'
import { useClock } from '@/components/shell/clock'
import { FlagStore } from '@/lib/client/flags'
import { flagsAt } from '@/lib/places/policy'
import type { PlaceFlag } from '@/lib/places/schema'

const FlagsContext = createContext<FlagStore | null>(null)

/** What places carry, for everything below it. It is asked for once the page stands, and told from then on. */
export function FlagsProvider({ children }: { children: React.ReactNode }) {
  const [store] = useState(() => new FlagStore())
  useLive(store.take)
  useEffect(() => {
    store.askSoon()
    return store.stop
  }, [store])
  return <FlagsContext value={store}>{children}</FlagsContext>
}

/** The store itself, for whoever changes it; null outside of the provider. */
export const useFlagStore = (): FlagStore | null => useContext(FlagsContext)

/** What holds for a place now; a flag that has run out is gone by itself. */
export function useFlags(placeId: string | null): PlaceFlag[] {
  const store = useContext(FlagsContext)
  const read = () => (placeId === null ? undefined : store?.read(placeId))
  const flags = useSyncExternalStore(store?.subscribe ?? never, read, nothing)?.flags ?? NONE
  const ids = useClock((now) =>
    flagsAt(flags, now)
      .map(({ id }) => id)
      .join(),
  )
  return flags.filter(({ id }) => ids.includes(id))
}

const NONE: PlaceFlag[] = []
const nothing = () => undefined
const never = () => () => {}
