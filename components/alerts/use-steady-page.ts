'use client'
/** Keeps something as it is while anything on the page is pressed: what comes above the page would move all of it under the
 *  finger. */
import { useEffect, useRef } from 'react'
import { useSteady } from '@/components/ui/use-steady'

export function useSteadyPage<T>(value: T): T {
  const { shown, hold } = useSteady(value)
  const latest = useRef(hold)
  useEffect(() => {
    latest.current = hold
  })
  useEffect(() => {
    const press = () => latest.current()
    window.addEventListener('pointerdown', press, { capture: true })
    return () => window.removeEventListener('pointerdown', press, { capture: true })
  }, [])
  return shown
}
