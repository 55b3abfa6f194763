'use client'
/** The new ticket's form without its looks: the draft, what is wrong with it, and sending it. Promise: what was typed stays
 *  until the ticket is open or waits in the outbox to be opened, and it is opened once. */
import { useRef, useState } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { ApiError } from '@/lib/client/api'
import { stamp } from '@/lib/client/clock'
import { useErrorText } from '@/lib/client/errors'
import type { Outcome } from '@/lib/client/outbox-errands'
import { newId } from '@/lib/ids'
import type { Ticket } from '@/lib/tickets/schema'
import { type Draft, newDraft, type Trouble, toRequest, troublesOf, understand } from './draft'
import { unopened } from './unopened'

export function useNewTicket(onOpened: (ticket: Ticket) => void) {
  const { actor, catalogue } = useHotel()
  const outbox = useOutbox()
  const { apply } = useBoard()
  const errorText = useErrorText()
  const [draft, setDraft] = useState<Draft>(() => newDraft(newId()))
  const [isAsked, setAsked] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const [detail, setDetail] = useState<string | null>(null)
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
    setDetail(null)
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
    const request = toRequest(draft, item, sent.current.at)
    const ticket = unopened(request, understand(draft, item), actor.personId)
    const outcome = await outbox.errands.open(request, ticket)
    setSending(false)
    if (outcome.is === 'refused') return refuse(outcome)
    clear()
    const opened = outcome.is === 'sent' ? outcome.changed?.ticket : ticket
    if (!opened) return
    if (opened !== ticket) apply({ event: 'ticket', data: opened })
    onOpened(opened)
  }

  /** It stays in the form, where it can be mended. */
  const refuse = ({ id, refusal }: Extract<Outcome, { is: 'refused' }>) => {
    void outbox.errands.dismiss(id)
    // What was given up under its id is not sent under that again.
    setDraft((before) => ({ ...before, id: newId() }))
    sent.current = null
    setFailure(errorText(new ApiError({ status: 400, code: 'refused', ...refusal })))
  }

  return {
    draft,
    /** The field to begin with once the ticket is written field by field; null while it is written in one line. */
    detail,
    showDetails: setDetail,
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
