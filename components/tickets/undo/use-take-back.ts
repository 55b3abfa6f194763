'use client'
/** Takes changes back, each by a request of its own, and answers in a sentence what became of it. */
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useTell } from '@/components/live/live-provider'
import { useErrorText } from '@/lib/client/errors'
import { forMany } from '@/lib/client/many'
import { sendUndo } from '@/lib/client/tickets'
import { newId } from '@/lib/ids'
import type { Made } from './undo-context'

export function useTakeBack(): (made: readonly Made[]) => Promise<string> {
  const t = useTranslations('undo')
  const ticket = useTranslations('ticket')
  const tell = useTell()
  const errorText = useErrorText()
  return useCallback(
    async (made) => {
      const jobs = made.map((one) => ({ ...one, id: newId() }))
      const outcomes = await forMany(jobs, { ask: (job) => sendUndo(job.ticket.id, job.of, job.id) })
      const reasons = outcomes.flatMap((outcome, at) => {
        if (outcome.state === 'done') {
          const { ticket: taken, seq } = outcome.value
          const ticketId = jobs[at]?.ticket.id
          if (taken) tell({ event: 'ticket', data: taken })
          // Taken back, it may be out of sight.
          else if (ticketId) tell({ event: 'gone', data: { ticketId, seq } })
          return []
        }
        const number = ticket('number', { number: String(jobs[at]?.ticket.number) })
        return outcome.state === 'skipped' ? [] : [t('refused', { number, reason: errorText(outcome.error) })]
      })
      const done = jobs.length - reasons.length
      return [...(done > 0 ? [t('undone', { count: done })] : []), ...reasons.slice(0, 3)].join(' ')
    },
    [t, ticket, tell, errorText],
  )
}
