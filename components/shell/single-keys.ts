'use client'
/** Whether keys without Ctrl or ⌘ do anything (WCAG 2.1.4): whoever speaks to their computer, or whose hand brushes the keys,
 *  can switch them off, here or on their page. */
import { toast } from 'sonner'
import { useErrorText } from '@/lib/client/errors'
import { usePreferences } from './preferences-provider'

/** For whoever listens to keys; the preferences say so on the page's root. */
export const takesSingleKeys = (): boolean => document.documentElement.dataset.singleKeys !== 'off'

/** Whether they are on for whoever is signed in, and how to say so. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const { preferences, change } = usePreferences()
  const errorText = useErrorText()
  const choose = (on: boolean) => void change({ singleKeys: on }).catch((error: unknown) => toast(errorText(error)))
  return [preferences.singleKeys, choose]
}
