'use client'
/** When a press is over, with the click that it may have made. */
import { useEffect } from 'react'

/** So long after a finger has left, its click may come, also from a tablet that is busy. */
const TAP_KNOWN_MS = 500

/** While `isPressed`, `onOver` is called once no click can come of the press any more: a mouse makes its click at once, a finger
 *  when the browser knows that it was a tap. `onOver` must stay the same. */
export function useRelease(isPressed: boolean, onOver: () => void): void {
  useEffect(() => {
    if (!isPressed) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const overIn = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(onOver, ms)
    }
    const release = (event: Event) =>
      overIn(event instanceof PointerEvent && event.pointerType === 'touch' ? TAP_KNOWN_MS : 0)
    const clicked = () => overIn(0)
    // A finger that scrolls makes no click.
    const gone = () => overIn(0)
    window.addEventListener('click', clicked)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', gone)
    window.addEventListener('blur', gone)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('click', clicked)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', gone)
      window.removeEventListener('blur', gone)
    }
  }, [isPressed, onOver])
}
