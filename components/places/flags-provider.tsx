'use client'
import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useLive } from '@/components/live/live-provider'
import { useClock } from '@/components/shell/clock'
import { useHotel } from '@/components/shell/hotel-provider'
import type { FlagStore } from '@/lib/client/flags'
import { flagsAt } from '@/lib/places/policy'
import type { PlaceFlag } from '@/lib/places/schema'

const FlagsContext = createContext<FlagStore | null>(null)

/** What places carry, for everything below it. It is loaded and asked for once the page stands, and told from then on. */
export function FlagsProvider({ children }: { children: React.ReactNode }) {
  const { personId } = useHotel().actor
  const [store, setStore] = useState<FlagStore | null>(null)
  const load = useCallback(() => {
    const make = ({ FlagStore }: typeof import('@/lib/client/flags')) =>
      setStore((now) => now ?? new FlagStore(personId))
    import('@/lib/client/flags').then(make, () => {})
  }, [personId])
  // Should it not have come the first time, it is tried again with whatever the stream says.
  useLive(store?.take ?? load)
  useEffect(load, [load])
  useEffect(() => {
    store?.askSoon()
    return store?.stop
  }, [store])
  return <FlagsContext value={store}>{children}</FlagsContext>
}

/** The store itself, for whoever changes it; null outside of the provider, and for a moment within. */
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
