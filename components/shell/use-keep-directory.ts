'use client'
import { useEffect } from 'react'
import type { Directory } from './hotel-provider'

/** The hotel's names stay on the device, and whose they are, for a start without a network. */
export function useKeepDirectory(directory: Directory): void {
  useEffect(() => {
    // After the page stands: it is not needed before.
    import('@/lib/client/kept-desk').then(
      ({ keepDirectory, keepWatch }) => {
        keepWatch(directory.actor.personId)
        return keepDirectory(directory.actor.personId, directory)
      },
      () => {},
    )
  }, [directory])
}
