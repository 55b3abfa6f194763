'use client'
import { useEffect } from 'react'

/** Says on the page that it hears: what the server drew looks ready before, and a press on it may come to nothing. */
export function Awake() {
  useEffect(() => {
    document.documentElement.dataset.awake = ''
  }, [])
  return null
}
