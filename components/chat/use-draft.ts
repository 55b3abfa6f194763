'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { keep } from '@/lib/client/keep'

interface Draft {
  text: string
  /** What is written at this moment, which is ahead of `text` between two keystrokes and the next drawing. */
  read: () => string
  write: (text: string) => void
}

/** What this person has begun to write in this ticket. Survives a reload, and is never found in another ticket. */
export function useDraft(ticketId: string): Draft {
  const { actor } = useHotel()
  const key = `draft.${actor.personId}.${ticketId}`
  const [draft, setDraft] = useState({ key, text: '' })
  // After the first paint: the server does not know this browser's drafts.
  const latest = useRef('')
  useEffect(() => {
    latest.current = keep.get(key) ?? ''
    setDraft({ key, text: latest.current })
  }, [key])
  const write = useCallback(
    (text: string) => {
      latest.current = text
      setDraft({ key, text })
      if (text === '') keep.drop(key)
      else keep.set(key, text)
    },
    [key],
  )
  return { text: draft.key === key ? draft.text : '', read: () => latest.current, write }
}
