'use client'
/** The new ticket's form without its looks: the draft, what is wrong with it, and sending it. Promise: what was typed stays
 *  until the ticket is open, and sending again after a failure opens it once. */
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { ApiError, api } from '@/lib/client/api'
import { stamp } from '@/lib/client/clock'
import { useErrorText } from '@/lib/client/errors'
import { newId } from '@/lib/schema'
import type { Changed, Ticket } from '@/lib/tickets/schema'
import { type Draft, newDraft, type Trouble, toRequest, troublesOf, understand } from './draft'

export function useNewTicket(onOpened: (ticket: Ticket) => void) {
  const { catalogue } = useHotel()
  const { apply } = useBoard()
  const errorText = useErrorText()
  const t = useTranslations('newTicket')
  const [draft, setDraft] = useState<Draft>(() => newDraft(newId()))
  const [isAsked, setAsked] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const sent = useRef<{ content: string; at: string }>(null)

  const item = draft.what.id === null ? undefined : catalogue.get(draft.what.id)
  const troubles = troublesOf(draft, item)

  const change = (part: Partial<Draft>) => {
    setFailure(null)
    setDraft((before) => ({ ...before, ...part }))
  }

  const clear = () => {
    setDraft(newDraft(newId()))
    setAsked(false)
    setFailure(null)
    sent.current = null
  }

  /** Answers the first field in the way, or null when it was sent. */
  const submit = (): Trouble | null => {
    setAsked(true)
    const [first] = troubles
    if (first) return first
    if (!isSending) void send()
    return null
  }

  const send = async () => {
    setSending(true)
    // A retry is the same request to the letter.
    const content = JSON.stringify(draft)
    if (sent.current?.content !== content) sent.current = { content, at: stamp() }
    try {
      const { ticket } = await api.post<Changed>('/api/tickets', toRequest(draft, item, sent.current.at))
      clear()
      if (!ticket) return
      apply({ event: 'ticket', data: ticket })
      onOpened(ticket)
    } catch (error) {
      // The first try had opened it after all, and the draft was changed since: only who wrote it knows if it is another.
      const isAnother = error instanceof ApiError && error.message === 'id_reused'
      if (isAnother) setDraft((before) => ({ ...before, id: newId() }))
      setFailure(isAnother ? t('openedBefore') : errorText(error))
    } finally {
      setSending(false)
    }
  }

  return {
    draft,
    change,
    clear,
    submit,
    item,
    understood: understand(draft, item),
    /** Shown only once one has tried to send. */
    troubles: isAsked ? troubles : [],
    failure,
    isSending,
  }
}

export type NewTicket = ReturnType<typeof useNewTicket>
