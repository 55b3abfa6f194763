'use client'
/** What the reader has chosen for themselves, on whatever device. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { api } from '@/lib/client/api'
import type { PreferencesPatch } from '@/lib/people/requests'
import { PREFERENCES_UNSET, type Preferences } from '@/lib/people/schema'

interface Chosen {
  preferences: Preferences
  /** Shown at once, and taken back when it is refused: then it throws the `ApiError`. */
  change: (patch: PreferencesPatch) => Promise<void>
}

const PreferencesContext = createContext<Chosen>({ preferences: PREFERENCES_UNSET, change: async () => {} })

export function PreferencesProvider({ initial, children }: { initial: Preferences; children: React.ReactNode }) {
  const [preferences, setPreferences] = useState(initial)
  const change = useCallback(
    async (patch: PreferencesPatch) => {
      const before = preferences
      setPreferences({ ...before, ...patch, sound: { ...before.sound, ...patch.sound } })
      try {
        setPreferences(await api.patch<Preferences>('/api/me', patch))
      } catch (error) {
        setPreferences(before)
        throw error
      }
    },
    [preferences],
  )
  // Read by `isTyping`, which every single-letter key asks.
  useEffect(() => {
    document.documentElement.dataset.singleKeys = preferences.singleKeys ? 'on' : 'off'
  }, [preferences.singleKeys])
  const chosen = useMemo(() => ({ preferences, change }), [preferences, change])
  return <PreferencesContext value={chosen}>{children}</PreferencesContext>
}

export const usePreferences = (): Chosen => useContext(PreferencesContext)
