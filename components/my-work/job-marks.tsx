'use client'
import { FlagMarks } from '@/components/places/flag-marks'
import { GuestMark } from '@/components/tickets/about/guest-mark'
import type { Ticket } from '@/lib/tickets/schema'

/** What one must know before one knocks. It comes a moment after the jobs, with its icons. */
export const JobMarks = ({ ticket }: { ticket: Ticket }) => (
  <>
    <FlagMarks placeId={ticket.placeId} />
    <GuestMark ticket={ticket} />
  </>
)
