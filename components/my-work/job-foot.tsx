'use client'
import type { Ticket } from '@/lib/tickets/schema'
import { JobBar } from './job-bar'
import { JustDone } from './just-done'

/** What the thumb reaches: what was done a moment ago, and below it the chosen job, if there is one. */
export const JobFoot = ({ ticket, onDone }: { ticket: Ticket | undefined; onDone: () => void }) => (
  <div>
    <JustDone />
    {ticket ? <JobBar key={ticket.id} ticket={ticket} onDone={onDone} /> : null}
  </div>
)
