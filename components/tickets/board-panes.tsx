'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useLiveState } from '@/components/live/live-provider'
import { ThumbBar } from '@/components/shell/thumb-bar'
import { TopBar } from '@/components/shell/top-bar'
import { cn } from '@/components/ui/cn'
import { useBoard } from './board-provider'
import { ListToolbar } from './list-toolbar'
import { OpeningTicket } from './opening-ticket'
import { PageTitle } from './page-title'
import { useSelection } from './selection'
import { TicketList } from './ticket-list'

/** The list, and beside it the ticket that the address names. On a narrow screen one or the other. */
export function BoardPanes({ children }: { children: React.ReactNode }) {
  const t = useTranslations()
  const { selectedId, openingId } = useSelection()
  const isOpen = selectedId !== null
  return (
    <main className="grid h-full min-h-0 lg:grid-cols-[380px_minmax(0,1fr)] xl:grid-cols-[400px_minmax(0,1fr)]">
      <PageTitle />
      <section
        aria-label={t('board.title')}
        className={cn('flex min-h-0 min-w-0 flex-col border-line lg:border-r', isOpen && 'max-lg:hidden')}
      >
        <TopBar />
        <ListToolbar />
        <StaleNote />
        <TicketList />
        <ThumbBar />
      </section>
      <div className={cn('min-h-0 min-w-0 bg-surface', !isOpen && 'max-lg:hidden')}>
        {openingId !== null ? <OpeningTicket ticketId={openingId} /> : children}
      </div>
    </main>
  )
}

/** Says so when the list itself could not be read anew. */
function StaleNote() {
  const t = useTranslations('board')
  const format = useFormatter()
  const { isStale } = useBoard()
  const { asOf } = useLiveState()
  if (!isStale) return null
  const time = format.dateTime(new Date(asOf), 'seconds')
  return <p className="mx-4 mb-2 rounded-control bg-hold-fill px-3 py-2 text-hold text-meta">{t('stale', { time })}</p>
}
