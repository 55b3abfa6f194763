import { NoTicket } from '@/components/tickets/no-ticket'

/** The board, no ticket open. */
export default function BoardPage() {
  return <NoTicket />
}
