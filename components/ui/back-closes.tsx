'use client'
/** The browser's Back closes what lies over the page and leaves the page under it where it is. Only where a browser lets it (the
 *  Navigation API, and a page that has been touched); elsewhere Back goes back, as ever. */
import { useEffect, useRef } from 'react'

/** Closes whatever is uppermost and has no button for it. */
export const pressEscape = () =>
  void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))

/** What lies over the page, the uppermost last. */
const above: object[] = []

/** Belongs within what it closes, to be there as long as that is. */
export function BackCloses({ onBack }: { onBack: () => void }) {
  const latest = useRef(onBack)
  useEffect(() => {
    latest.current = onBack
  })
  useEffect(() => {
    const layer = {}
    const navigation = 'navigation' in window ? window.navigation : null
    const onNavigate = (event: NavigateEvent) => {
      // What the page itself goes back to is none of ours.
      const isAsked = event.navigationType === 'traverse' && event.userInitiated && event.cancelable
      // Of what is no page of this document nothing is known: its index is -1.
      const { index } = event.destination
      const isBack = index >= 0 && index < (navigation?.currentEntry?.index ?? 0)
      if (!isAsked || !isBack || above.at(-1) !== layer) return
      event.preventDefault()
      latest.current()
    }
    above.push(layer)
    navigation?.addEventListener('navigate', onNavigate)
    return () => {
      above.splice(above.indexOf(layer), 1)
      navigation?.removeEventListener('navigate', onNavigate)
    }
  }, [])
  return null
}
