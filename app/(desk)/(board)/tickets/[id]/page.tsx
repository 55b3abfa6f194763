import { notFound, redirect } from 'next/navigation'
import { OpenTicket } from '@/components/tickets/open-ticket'
import { readForPage } from '@/lib/api/page'
import { currentActor } from '@/lib/auth/session'
import { readThread } from '@/lib/chat/thread'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/schema'
import { getTicket } from '@/lib/tickets/tickets'

const FIRST_PAGE = 50

/** One ticket with the newest page of its thread. What one may not see is not there. */
export default async function TicketPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await readForPage(currentActor)
  if (!actor) redirect('/sign-in')
  const ticketId = id.safeParse((await params).id)
  if (!ticketId.success) notFound()
  try {
    const [opened, thread] = await readForPage(() =>
      Promise.all([getTicket(actor, ticketId.data), readThread(actor, ticketId.data, { limit: FIRST_PAGE, wait: 0 })]),
    )
    return <OpenTicket key={ticketId.data} initial={opened} thread={thread} />
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
