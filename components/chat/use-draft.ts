'use client'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useHotel } from '@/components/shell/hotel-provider'
import { draftKey, drafts } from '@/lib/client/drafts'

interface Draft {
  text: string
  /** What is written at this moment, which is ahead of `text` between two keystrokes and the next drawing. */
  read: () => string
  write: (text: string) => void
}

/** What this person has begun to write in this ticket. Survives a reload, is never found in another ticket, and follows what
 *  the person's other tabs write there, but never under somebody's hands in `box`. */
export function useDraft(ticketId: string, box: RefObject<HTMLTextAreaElement | null>): Draft {
  const { actor } = useHotel()
  const key = draftKey(actor.personId, ticketId)
  const [draft, setDraft] = useState({ key, text: '' })
  const latest = useRef(draft)
  const show = useCallback((text: string, of: string) => {
    latest.current = { key: of, text }
    setDraft(latest.current)
  }, [])
  // After the first paint: the server does not know this browser's drafts.
  useEffect(() => {
    show(drafts.get(key), key)
    return drafts.onChange(key, (changed, text) => {
      const isTyping = document.hasFocus() && document.activeElement === box.current
      // At once: whoever comes to the field next must not find it changed under what they type.
      if (changed === key && !isTyping) flushSync(() => show(text ?? '', key))
    })
  }, [key, show, box])
  const write = useCallback(
    (text: string) => {
      // Who writes into a ticket that was left a moment ago writes there.
      if (latest.current.key === key) show(text, key)
      drafts.set(key, text)
    },
    [key, show],
  )
  const read = useCallback(() => (latest.current.key === key ? latest.current.text : ''), [key])
  return { text: draft.key === key ? draft.text : '', read, write }
}
