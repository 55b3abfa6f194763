'use client'
import { useEffect, useRef, useState } from 'react'
import { cn } from './cn'

interface Props {
  label: string
  className?: string
  children: React.ReactNode
}

/** What may be wider than the page, and scrolls by itself: where there is more of it, it fades. */
export function Sideways({ label, className, children }: Props) {
  const scroller = useRef<HTMLElement>(null)
  const [isMore, setMore] = useState(false)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => setMore(element.scrollLeft + element.clientWidth < element.scrollWidth - 1)
    const watching = new ResizeObserver(look)
    for (const one of [element, ...element.children]) watching.observe(one)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      watching.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  return (
    <div className={cn('relative overflow-hidden', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={scroller} aria-label={label} tabIndex={0} className="overflow-x-auto">
        {children}
      </section>
      <div
        aria-hidden
        hidden={!isMore}
        className="pointer-events-none absolute inset-y-0 right-0 w-16 bg-gradient-to-l from-paper to-transparent print:hidden"
      />
    </div>
  )
}
