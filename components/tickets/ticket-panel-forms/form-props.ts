import type { Ticket } from '@/lib/tickets/schema'
import type { ChangeHandle } from '../use-change'

/** What every form in front of a ticket is given. */
export interface FormProps {
  ticket: Ticket
  change: ChangeHandle
  onClose: () => void
}
