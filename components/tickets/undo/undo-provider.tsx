'use client'
/** What was done a moment ago can be taken back for ten seconds: with the note that says what was done, or with "z". */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { toast } from 'sonner'
import { isTyping } from '@/components/shell/typing'
import { UNDO_MS } from '@/lib/tickets/undo/policy'
import { type Made, type Undo, UndoContext } from './undo-context'
import { useMadeWords } from './use-made-words'
import { useOfferErrands } from './use-offer-errands'
import { useTakeBack } from './use-take-back'

export function UndoProvider({ children }: { children: React.ReactNode }) {
  const wordsOf = useMadeWords()
  const takeBack = useTakeBack()
  const [note, setNote] = useState<string | null>(null)
  const offered = useRef<{ made: readonly Made[]; timer: ReturnType<typeof setTimeout> } | null>(null)

  const withdraw = useCallback(() => {
    if (!offered.current) return
    clearTimeout(offered.current.timer)
    offered.current = null
    setNote(null)
  }, [])
  const take = useCallback(() => {
    const made = offered.current?.made
    withdraw()
    if (made) void takeBack(made).then((told) => toast(told))
  }, [withdraw, takeBack])
  const offer = useCallback<Undo['offer']>(
    ({ action }, made) => {
      const words = wordsOf(action, made)
      if (words === null) return
      withdraw()
      offered.current = { made, timer: setTimeout(withdraw, UNDO_MS) }
      setNote(words)
    },
    [withdraw, wordsOf],
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

  const undo = useMemo(() => ({ offer, take, note }), [offer, take, note])
  return <UndoContext value={undo}>{children}</UndoContext>
}
