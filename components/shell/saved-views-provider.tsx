'use client'
/** The views that whoever is signed in keeps, or that are shared with them: as the page was rendered with, and read anew when
 *  one comes back to it. */
import { useLocale } from 'next-intl'
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { readViews } from '@/lib/client/views'
import type { SavedView } from '@/lib/views/schema'

interface SavedViews {
  /** By name. */
  views: readonly SavedView[]
  /** Take in a view that was just kept or changed. */
  put: (view: SavedView) => void
  /** One that is there no more. */
  drop: (viewId: string) => void
}

const NONE: SavedViews = { views: [], put: () => {}, drop: () => {} }
const SavedViewsContext = createContext(NONE)

export function SavedViewsProvider({ initial, children }: { initial: SavedView[]; children: React.ReactNode }) {
  const locale = useLocale()
  const [known, setKnown] = useState<readonly SavedView[]>(initial)
  const put = useCallback(
    (view: SavedView) => setKnown((before) => [...before.filter(({ id }) => id !== view.id), view]),
    [],
  )
  const drop = useCallback((viewId: string) => setKnown((before) => before.filter(({ id }) => id !== viewId)), [])

  useEffect(() => {
    // Colleagues share at most a few times a day. What cannot be read stays as it is until the next time.
    const look = () => {
      if (document.visibilityState === 'visible') readViews().then(setKnown, () => {})
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  const value = useMemo(
    () => ({ views: known.toSorted((a, b) => a.name.localeCompare(b.name, locale)), put, drop }),
    [known, put, drop, locale],
  )
  return <SavedViewsContext value={value}>{children}</SavedViewsContext>
}

export const useSavedViews = (): SavedViews => useContext(SavedViewsContext)
