'use client'
/** A change by a single key, or from the palette, far from the ticket's own buttons: what came of it is said in a short note. */
import { useTranslations } from 'next-intl'
import { useCallback, useRef } from 'react'
import { toast } from 'sonner'
import { useOutbox, useTell } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { ApiError } from '@/lib/client/api'
import { isQueued } from '@/lib/client/errand'
import { useErrorText } from '@/lib/client/errors'
import { type Change, sendChange } from '@/lib/client/tickets'
import { untilKnown } from '@/lib/client/until-known'
import { newId } from '@/lib/ids'
import { type Action, isEntitled, may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { isOffered, useUndo } from './undo/undo-context'
import { isTicket } from './use-change'

interface QuickChange {
  /** Says why not, where it is not to be done. */
  allows: (ticket: Ticket, action: Action) => boolean
  /** `done` is what the note calls it: "Done". One at a time for each ticket. */
  run: (ticket: Ticket, change: Change, done: string) => Promise<void>
  /** That there is no ticket to do it to. */
  say: (what: 'chooseFirst') => void
}

export function useQuickChange(): QuickChange {
  const tell = useTell()
  const outbox = useOutbox()
  const t = useTranslations()
  const errorText = useErrorText()
  const { offer: offerUndo } = useUndo()
  const { actor, placeName, what } = useHotel()
  const underWay = useRef(new Set<string>())

  const allows = useCallback(
    (ticket: Ticket, action: Action) => {
      if (may(actor, ticket, action)) return true
      const status = t(`status.${ticket.status}`)
      toast(isEntitled(actor, ticket, action) ? t('errors.wrong_state', { status }) : t('errors.not_yours'))
      return false
    },
    [actor, t],
  )
  const run = useCallback(
    async (ticket: Ticket, change: Change, done: string) => {
      if (underWay.current.has(ticket.id)) return
      underWay.current.add(ticket.id)
      /** Whether the note that offers to take it back says what was done. */
      const ask = async () => {
        // As by the ticket's own buttons: also without a network.
        if (isQueued(change)) {
          const outcome = await outbox.errands.change(ticket, change)
          if (outcome.is === 'sent') return isOffered(change.action) && Boolean(outcome.changed?.ticket)
          if (outcome.is === 'waiting') return false
          void outbox.errands.dismiss(outcome.id)
          throw new ApiError({ status: 400, code: 'refused', ...outcome.refusal })
        }
        const id = newId()
        const changed = await untilKnown(() => sendChange(ticket, change, { id }))
        if (changed.ticket) tell({ event: 'ticket', data: changed.ticket })
        else tell({ event: 'gone', data: { ticketId: ticket.id, seq: changed.seq } })
        if (!changed.ticket || !isOffered(change.action)) return false
        offerUndo(change, [{ ticket: changed.ticket, of: id }])
        return true
      }
      try {
        if (await ask()) return
        const name = [placeName(ticket.placeId), what(ticket)].filter(Boolean).join(' ')
        toast(t('palette.made', { action: done, ticket: name }))
      } catch (error) {
        if (error instanceof ApiError && isTicket(error.current, ticket.id))
          tell({ event: 'ticket', data: error.current })
        toast(errorText(error))
      } finally {
        underWay.current.delete(ticket.id)
      }
    },
    [tell, outbox, t, errorText, placeName, what, offerUndo],
  )
  const say = useCallback((what: 'chooseFirst') => void toast(t(`palette.${what}`)), [t])
  return { allows, run, say }
}
