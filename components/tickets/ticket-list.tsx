'use client'
import { ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useRef } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from './board-provider'
import { EmptyList } from './empty-list'
import { useFilter } from './filter-provider'
import { GroupHeading } from './group-heading'
import { useSelection } from './selection'
import { rowId, TicketRow } from './ticket-row'
import { useArrivals } from './use-arrivals'
import { useListKeys } from './use-list-keys'
import { useSteadyLines } from './use-steady-lines'

/** A section's heading covers this much of the list's top. */
const HEADING_PX = 32

/** The board as a list. Scrolls by itself. */
export function TicketList() {
  const t = useTranslations('board')
  const { rows } = useBoard().board
  const { lines } = useFilter()
  const { selectedId, open } = useSelection()
  const { shown, hold, waiting } = useSteadyLines(lines)
  const { cursorId, setCursor } = useListKeys(shown)
  const scroller = useRef<HTMLDivElement>(null)
  const isAbove = useCallback((ticketId: string) => {
    const row = document.getElementById(rowId(ticketId))?.getBoundingClientRect()
    const view = scroller.current?.getBoundingClientRect()
    return row && view ? row.bottom < view.top + HEADING_PX : null
  }, [])
  const { fresh, above, look } = useArrivals(isAbove)

  return (
    <div className="@container relative min-h-0 flex-1">
      <div
        ref={scroller}
        onPointerDown={hold}
        onScroll={look}
        className="h-full overflow-y-auto overscroll-contain touch:px-4 touch:pb-6"
      >
        {shown.length === 0 ? <EmptyList /> : null}
        <ul aria-label={t('list')}>
          {shown.map((line) => {
            if (line.kind === 'heading') return <GroupHeading key={line.group} group={line.group} count={line.count} />
            const row = rows.get(line.id)
            return (
              <li
                key={line.id}
                onFocus={() => setCursor(line.id)}
                className="border-line/70 border-b touch:mb-3 touch:border-0"
              >
                {row ? (
                  <TicketRow
                    row={row}
                    isSelected={line.id === selectedId}
                    isCursor={line.id === cursorId}
                    isFresh={fresh.has(line.id)}
                    onOpen={open}
                  />
                ) : (
                  <div className="h-11 touch:h-24" />
                )}
              </li>
            )
          })}
        </ul>
      </div>
      {waiting + above > 0 ? (
        <button
          type="button"
          onClick={() => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' })}
          className="absolute top-10 left-1/2 z-10 flex h-7 -translate-x-1/2 animate-appear items-center gap-1.5 rounded-pill bg-text px-3 font-medium text-meta text-paper shadow-overlay touch:top-14 touch:h-12 touch:px-5"
        >
          <ArrowUp aria-hidden className="size-3.5 stroke-2" />
          {t('arrived', { count: waiting + above })}
        </button>
      ) : null}
      <Announcer ids={fresh} />
    </div>
  )
}

/** Says once what came in. */
function Announcer({ ids }: { ids: ReadonlySet<string> }) {
  const t = useTranslations('board')
  const hotel = useHotel()
  const { rows } = useBoard().board
  const first = [...ids].map((id) => rows.get(id)?.ticket).find(Boolean)
  const name = first ? [hotel.placeName(first.placeId), hotel.what(first)].filter(Boolean).join(' ') : ''
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {first ? t('arrivedAloud', { count: ids.size, first: name }) : ''}
    </p>
  )
}
