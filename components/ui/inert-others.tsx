'use client'
import { useEffect } from 'react'

/** Inside of what opens over the page: while it is there, what Radix hides from screen readers takes no key either, so that
 *  nobody's focus ends on something that is not said. Live regions are not hidden, and go on speaking. */
export function InertOthers() {
  useEffect(() => {
    const rested = new Set<Element>()
    const follow = () => {
      for (const element of document.querySelectorAll('[data-aria-hidden="true"]:not([inert])')) {
        element.toggleAttribute('inert', true)
        rested.add(element)
      }
    }
    // What is hidden is hidden a moment after this.
    const observer = new MutationObserver(follow)
    observer.observe(document.body, { attributes: true, attributeFilter: ['data-aria-hidden'], subtree: true })
    follow()
    return () => {
      observer.disconnect()
      for (const element of rested) element.toggleAttribute('inert', false)
    }
  }, [])
  return null
}
