'use client'
import { useSelectedLayoutSegments } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useLiveState } from '@/components/live/live-provider'
import { Unsent } from '@/components/live/unsent'
import { ThumbBar } from '@/components/shell/thumb-bar'
import { TopBar } from '@/components/shell/top-bar'
import { cn } from '@/components/ui/cn'
import { useBoard } from './board-provider'
import { BulkBar } from './bulk/bulk-bar'
import { KeptTicket } from './kept-ticket'
import { ListToolbar } from './list-toolbar'
import { Narrowing } from './narrowing'
import { NoTicket } from './no-ticket'
import { OpeningTicket } from './opening-ticket'
import { PageTitle } from './page-title'
import { useSelection } from './selection'
import { TicketList } from './ticket-list'
import { UndoNote } from './undo/undo-note'

/** The list, and beside it the ticket that the address names. On a narrow screen one or the other. */
export function BoardPanes({ children }: { children: React.ReactNode }) {
  const t = useTranslations()
  const { selectedId, openingId } = useSelection()
  const { rows } = useBoard().board
  const isOpen = selectedId !== null
  return (
    <main className="grid h-full min-h-0 lg:grid-cols-[380px_minmax(0,1fr)] xl:grid-cols-[400px_minmax(0,1fr)] min-[1400px]:grid-cols-[480px_minmax(0,1fr)]">
      <PageTitle />
      <section
        aria-label={t('board.title')}
        className={cn('flex min-h-0 min-w-0 flex-col border-line lg:border-r', isOpen && 'max-lg:hidden')}
      >
        <TopBar />
        <Unsent except={selectedId} ticketOf={(id) => rows.get(id)?.ticket} className="px-4 pt-3 pb-1" />
        <ListToolbar />
        <Narrowing />
        <TicketList />
        <StaleNote />
        {/* In the open ticket, where there is one. */}
        {isOpen ? null : <UndoNote />}
        <BulkBar />
        <ThumbBar />
      </section>
      <div className={cn('min-h-0 min-w-0 bg-surface', !isOpen && 'max-lg:hidden')}>
        {openingId !== null ? <OpeningTicket ticketId={openingId} /> : <Opened>{children}</Opened>}
      </div>
    </main>
  )
}

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What the address names: the page that the hotel sent for it, or what the device knows when there was no asking for one. */
function Opened({ children }: { children: React.ReactNode }) {
  const { selectedId } = useSelection()
  const [, sentId = null] = useSelectedLayoutSegments()
  // What is no id names no ticket, here or there.
  if (selectedId === sentId || (selectedId !== null && !ID.test(selectedId))) return children
  return selectedId === null ? <NoTicket /> : <KeptTicket key={selectedId} ticketId={selectedId} />
}

/** Says so when the list itself could not be read anew, or is not all there is. Below the list: what comes and goes by itself
 *  must not move it under a pointer. */
function StaleNote() {
  const t = useTranslations('board')
  const format = useFormatter()
  const { board, extent, isStale, isAwaited } = useBoard()
  const { asOf } = useLiveState()
  if (isStale) {
    const time = format.dateTime(new Date(asOf), 'seconds')
    return <p className={cn(note, 'bg-hold-fill text-hold')}>{t('stale', { time })}</p>
  }
  if (extent === 'whole' && !isAwaited) return null
  return (
    <p role="status" className={cn(note, 'bg-sunken text-muted')}>
      {extent === 'whole' ? t('awaited') : t(extent === 'reading' ? 'readingRest' : 'cut', { count: board.rows.size })}
    </p>
  )
}

const note = 'mx-4 my-2 rounded-control px-3 py-2 text-meta'
