'use client'
import { useCallback, useEffect, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { keep } from '@/lib/client/keep'

/** What this person has begun to write in this ticket. Survives a reload, and is never found in another ticket. */
export function useDraft(ticketId: string): [string, (text: string) => void] {
  const { actor } = useHotel()
  const key = `draft.${actor.personId}.${ticketId}`
  const [draft, setDraft] = useState({ key, text: '' })
  // After the first paint: the server does not know this browser's drafts.
  useEffect(() => setDraft({ key, text: keep.get(key) ?? '' }), [key])
  const write = useCallback(
    (text: string) => {
      setDraft({ key, text })
      if (text === '') keep.drop(key)
      else keep.set(key, text)
    },
    [key],
  )
  return [draft.key === key ? draft.text : '', write]
}
