'use client'
/** Moves a guest, under one id until its outcome is known; what did not follow is said in words. */
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useTell } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import { moveGuest } from '@/lib/client/guests'
import { RequestId } from '@/lib/client/request-id'
import type { PlaceFlag } from '@/lib/places/schema'
import type { Moved, Ticket } from '@/lib/tickets/schema'
import { useFlagStore } from './flags-provider'

interface Chosen {
  tickets: Ticket[]
  flags: PlaceFlag[]
}

export function useMoving() {
  const tell = useTell()
  const store = useFlagStore()
  const errorText = useErrorText()
  const inWords = useRefusalWords()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [refused, setRefused] = useState<string[]>([])
  const [hasMoved, setMoved] = useState(false)
  const isUnderWay = useRef(false)
  const [request] = useState(() => new RequestId())

  /** How much followed, and whether all did; null when it is not known or nothing did. */
  const run = async (fromId: string, toPlaceId: string, chosen: Chosen) => {
    if (isUnderWay.current) return null
    isUnderWay.current = true
    setBusy(true)
    setError(null)
    setRefused([])
    const ids = { ticketIds: chosen.tickets.map(({ id }) => id), flagIds: chosen.flags.map(({ id }) => id) }
    const content = { toPlaceId, ...ids }
    try {
      // Some of it may have been done already.
      const moved = await request.under([fromId, content], (id) => moveGuest(fromId, id, content))
      for (const one of moved.tickets)
        if ('changed' in one && one.changed.ticket) tell({ event: 'ticket', data: one.changed.ticket })
      store?.askSoon()
      const lines = inWords(moved, chosen)
      setRefused(lines)
      const count = ids.ticketIds.length + ids.flagIds.length - lines.length
      if (count > 0) setMoved(true)
      return { count, isWhole: lines.length === 0 }
    } catch (failure) {
      setError(errorText(failure))
      return null
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { run, isBusy, error, refused, hasMoved }
}

function useRefusalWords(): (moved: Moved, chosen: Chosen) => string[] {
  const t = useTranslations('guest.move')
  const flagWords = useTranslations('guest.flags')
  const errorText = useErrorText()
  const { what } = useHotel()
  return (moved, chosen) => [
    ...moved.tickets.flatMap((one) => {
      const ticket = chosen.tickets.find(({ id }) => id === one.ticketId)
      if (!('refusal' in one) || !ticket) return []
      const why = errorText(new ApiError({ status: 400, ...one.refusal }))
      return t('refused', { what: what(ticket), why })
    }),
    ...moved.flags.flatMap(({ flagId, isMoved }) => {
      const flag = chosen.flags.find(({ id }) => id === flagId)
      return isMoved || !flag ? [] : t('refused', { what: flagWords(`kind.${flag.kind}`), why: t('flagStays') })
    }),
  ]
}
