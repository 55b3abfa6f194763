'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useMentions } from '@/components/chat/use-mentionable'
import { Button } from '@/components/ui/button'
import { DialogBack, DialogFooter } from '@/components/ui/dialog'
import type { Ticket } from '@/lib/tickets/schema'
import { TransferFields } from '../ticket-panel-forms/transfer-fields'
import { AssignFields } from './assign-fields'
import { BulkMessage } from './bulk-message'
import { BulkTickets } from './bulk-tickets'
import type { BulkAction, BulkChange } from './use-bulk'

interface Props {
  action: BulkAction
  tickets: readonly Ticket[]
  onRun: (change: BulkChange) => void
}

/** What is asked before it is done. Many threads are written into only after the count was confirmed. */
export function BulkForm({ action, tickets, onRun }: Props) {
  const t = useTranslations('bulk')
  const mentions = useMentions()
  const [personId, setPersonId] = useState<string | null>(null)
  const [departmentId, setDepartmentId] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [isConfirming, setConfirming] = useState(false)

  const words = text.trim()
  const change = (): BulkChange | null => {
    if (action === 'close') return { action: 'close' }
    if (action === 'assign') return personId ? { action, personId } : null
    if (action === 'transfer') return departmentId && words ? { action, departmentId, reason: words } : null
    return words ? { action, text: words, ...mentions.in(words) } : null
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    // The form stands inside the page's tree, though not on its place.
    event.stopPropagation()
    setAsked(true)
    const asked = change()
    if (!asked) return
    if (asked.action === 'message' && !isConfirming) setConfirming(true)
    else onRun(asked)
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className="grid gap-5 px-6 py-5">
        {action === 'assign' ? (
          <AssignFields tickets={tickets} personId={personId} onChange={setPersonId} isAsked={isAsked} />
        ) : null}
        {action === 'transfer' ? (
          <TransferFields
            {...{ departmentId, isAsked }}
            reason={text}
            onDepartment={setDepartmentId}
            onReason={setText}
          />
        ) : null}
        {action === 'message' ? (
          <BulkMessage
            text={text}
            onChange={setText}
            isAsked={isAsked}
            isConfirming={isConfirming}
            count={tickets.length}
          />
        ) : null}
        {isConfirming || action !== 'message' ? <BulkTickets tickets={tickets} /> : null}
      </div>
      <DialogFooter>
        <DialogBack onStep={isConfirming ? () => setConfirming(false) : undefined} />
        <Button key={String(isConfirming)} type="submit" tone="primary" autoFocus={isConfirming}>
          {action === 'message' && !isConfirming ? t('next') : t(`submit.${action}`, { count: tickets.length })}
        </Button>
      </DialogFooter>
    </form>
  )
}
