'use client'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import type { Ticket } from '@/lib/tickets/schema'
import { useUndo } from '../undo/undo-context'
import { BulkForm } from './bulk-form'
import { BulkResults } from './bulk-results'
import { useMarks } from './marks-provider'
import { type BulkAction, type BulkChange, type Result, useBulk } from './use-bulk'

interface Props {
  action: BulkAction
  /** As they were when they were looked at: what has changed since is refused, and says so. */
  tickets: readonly Ticket[]
  onClose: () => void
}

/** Asks what is to be done with the marked tickets, does it, and says what became of each. */
export function BulkDialog({ action, tickets, onClose }: Props) {
  const t = useTranslations('bulk')
  const { keep, clear } = useMarks()
  const bulk = useBulk()
  const undo = useUndo()
  const hasBegun = bulk.change !== null

  const settle = (change: BulkChange, results: readonly Result[]) => {
    const done = results.filter(({ outcome }) => outcome.state === 'done')
    const left = results.filter(({ outcome }) => outcome.state !== 'done')
    // Those that were not done stay marked: they need another look.
    if (left.length > 0) keep(left.map(({ ticket }) => ticket.id))
    else clear()
    if (change.action !== 'message') undo.offer(change, done.flatMap(asMade))
    else if (left.length === 0) toast(t('sent', { count: done.length }))
    if (left.length === 0) onClose()
  }
  const run = async (change: BulkChange) => settle(change, await bulk.run(change, tickets))
  const again = async () => {
    const results = await bulk.again()
    if (bulk.change) settle(bulk.change, results)
  }
  const close = () => {
    bulk.stop()
    if (!bulk.isRunning) onClose()
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        title={t(`title.${action}`, { count: tickets.length })}
        description={hasBegun ? undefined : t(`text.${action}`)}
        guardsText={!hasBegun}
        onOpenAutoFocus={focusFirst}
      >
        {hasBegun ? (
          <BulkResults bulk={bulk} onAgain={again} onClose={close} />
        ) : (
          <BulkForm action={action} tickets={tickets} onRun={run} />
        )}
      </DialogContent>
    </Dialog>
  )
}

/** The first thing to fill in, rather than the cross above it. */
function focusFirst(event: Event) {
  const sheet = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
  const first = sheet?.querySelector<HTMLElement>('form :is(input, textarea, [role="combobox"])')
  if (!first) return
  event.preventDefault()
  first.focus()
}

/** What was out of sight after it cannot be taken back by who did it. */
function asMade({ id, outcome }: Result) {
  const ticket = outcome.state === 'done' && 'ticket' in outcome.value ? outcome.value.ticket : null
  return ticket ? [{ ticket, of: id }] : []
}
