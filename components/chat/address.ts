'use client'
/** Which entry of the open ticket the address names: `/tickets/<id>#17`. A step within a thread is a step of the browser's
 *  history, so that Back leads to where the reader was. */
import { useSyncExternalStore } from 'react'

const STEPPED = 'bellboard:stepped'

export function seqIn(hash: string): number | null {
  const [, digits] = /^#([1-9]\d{0,8})$/.exec(hash) ?? []
  return digits === undefined ? null : Number(digits)
}

function subscribe(listener: () => void): () => void {
  const events = ['popstate', 'hashchange', STEPPED]
  for (const event of events) window.addEventListener(event, listener)
  return () => {
    for (const event of events) window.removeEventListener(event, listener)
  }
}

/** The whole of the hash, so that the same seq asked for again is no news, and leaving it is. */
export const useAddressedSeq = (): number | null =>
  useSyncExternalStore(
    subscribe,
    () => seqIn(window.location.hash),
    () => null,
  )

/** To an entry, or (null) to the end. */
export function stepTo(seq: number | null): void {
  const { pathname, search, hash } = window.location
  const next = seq === null ? '' : `#${seq}`
  if (next !== hash) window.history.pushState({ isStep: true }, '', pathname + search + next)
  window.dispatchEvent(new Event(STEPPED))
}
