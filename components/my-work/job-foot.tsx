'use client'
import type { Ticket } from '@/lib/tickets/schema'
import { JobBar } from './job-bar'
import { JustDone } from './just-done'

interface Props {
  ticket: Ticket | undefined
  isFresh: boolean
  /** Said late where there is no network: by then another job may stand here. */
  onDone: (ticketId: string) => void
}

/** What the thumb reaches: what was done a moment ago, and below it the chosen job, if there is one. */
export const JobFoot = ({ ticket, isFresh, onDone }: Props) => (
  <div>
    <JustDone />
    {ticket ? <JobBar key={ticket.id} ticket={ticket} isFresh={isFresh} onDone={() => onDone(ticket.id)} /> : null}
  </div>
)
