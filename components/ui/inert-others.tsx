'use client'
import { useEffect } from 'react'

/** Inside of what opens over the page: while it is there, what Radix hides from screen readers takes no key either, so that
 *  nobody's focus ends on something that is not said. Live regions are not hidden, and go on speaking. */
export function InertOthers() {
  useEffect(() => {
    const rested = new Set<Element>()
    const rest = (element: Element, isResting: boolean) => {
      element.toggleAttribute('inert', isResting)
      if (isResting) rested.add(element)
      else rested.delete(element)
    }
    const follow = () => {
      // A select is in the page before it opens: what another one hid must not rest for longer than that was open.
      for (const element of [...rested]) if (!element.hasAttribute('data-aria-hidden')) rest(element, false)
      for (const element of document.querySelectorAll('[data-aria-hidden="true"]:not([inert])')) rest(element, true)
    }
    // What is hidden is hidden a moment after this.
    const observer = new MutationObserver(follow)
    observer.observe(document.body, { attributes: true, attributeFilter: ['data-aria-hidden'], subtree: true })
    follow()
    return () => {
      observer.disconnect()
      for (const element of [...rested]) rest(element, false)
    }
  }, [])
  return null
}
