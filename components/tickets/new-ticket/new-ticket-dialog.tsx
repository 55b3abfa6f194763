'use client'
import { useTranslations } from 'next-intl'
import { QuickEntry } from '@/components/tickets/quick-entry/quick-entry'
import { useSelection } from '@/components/tickets/selection'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import type { Ticket } from '@/lib/tickets/schema'
import { NewTicketForm } from './new-ticket-form'
import { useNewTicket } from './use-new-ticket'

interface Props {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Opens a ticket in one breath: "412 towels 4", Enter; or field by field. Closing it keeps what was typed. */
export function NewTicketDialog({ isOpen, onOpenChange }: Props) {
  const t = useTranslations()
  const { open } = useSelection()
  const follow = (ticket: Ticket) => {
    onOpenChange(false)
    open(ticket.id)
  }
  const form = useNewTicket(follow)
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={t('newTicket.title')}
        description={t('newTicket.description')}
        className="max-w-2xl"
        // The focus goes on to the ticket that was opened, not back to the button.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        {form.detail === null ? (
          <QuickEntry form={form} onAdded={follow} />
        ) : (
          <NewTicketForm form={form} onCancel={() => onOpenChange(false)} />
        )}
      </DialogContent>
    </Dialog>
  )
}
