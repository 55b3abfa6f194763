'use client'
/** What was done a moment ago can be taken back for ten seconds: with the note that says what was done, or with "z". */
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { useHotel } from '@/components/shell/hotel-provider'
import { isTyping } from '@/components/shell/typing'
import { UNDO_MS } from '@/lib/tickets/undo/policy'
import { UndoButton } from './undo-button'
import { isOffered as canBeOffered, type Made, type Undo, UndoContext } from './undo-context'
import { useOfferErrands } from './use-offer-errands'
import { useTakeBack } from './use-take-back'

export function UndoProvider({ children }: { children: React.ReactNode }) {
  const t = useTranslations('undo')
  const { placeName, what } = useHotel()
  const takeBack = useTakeBack()
  const [isOffered, setOffered] = useState(false)
  const offered = useRef<{ note: string | number; made: readonly Made[]; timer: ReturnType<typeof setTimeout> } | null>(
    null,
  )

  const withdraw = useCallback(() => {
    if (!offered.current) return
    clearTimeout(offered.current.timer)
    toast.dismiss(offered.current.note)
    offered.current = null
    setOffered(false)
  }, [])
  const take = useCallback(() => {
    const made = offered.current?.made
    withdraw()
    if (made) void takeBack(made)
  }, [withdraw, takeBack])
  const offer = useCallback<Undo['offer']>(
    ({ action }, made) => {
      const [first] = made
      if (!first || !canBeOffered(action)) return
      const name = [placeName(first.ticket.placeId), what(first.ticket)].filter(Boolean).join(' ')
      const text = t(`made.${action}`, { count: made.length, name })
      withdraw()
      // Its end is ours: the note's own clock stands still under a pointer, the server's does not.
      const timer = setTimeout(withdraw, UNDO_MS)
      const button = <UndoButton label={t('undo')} onPress={take} />
      offered.current = { note: toast(text, { duration: Number.POSITIVE_INFINITY, action: button }), made, timer }
      setOffered(true)
    },
    [withdraw, take, t, placeName, what],
  )

  useOfferErrands(offer)
  useEffect(() => withdraw, [withdraw])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'z' || !offered.current || isTyping(event)) return
      event.preventDefault()
      take()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [take])

  const undo = useMemo(() => ({ offer, take, isOffered }), [offer, take, isOffered])
  return <UndoContext value={undo}>{children}</UndoContext>
}
