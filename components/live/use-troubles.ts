'use client'
import { useSyncExternalStore } from 'react'
import type { Trouble } from '@/lib/client/outbox-errands'
import { useOutbox } from './live-provider'

/** What was done without a network and could not be done in the hotel, oldest first. */
export function useTroubles(): readonly Trouble[] {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.errands.troubles, none)
}

const NONE: readonly Trouble[] = []
const none = () => NONE
