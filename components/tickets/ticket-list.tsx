'use client'
import { ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Fragment, useRef } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from './board-provider'
import { lineKey } from './board-view'
import { EmptyList } from './empty-list'
import { useFilter } from './filter-provider'
import { ListLine } from './list-line'
import { useSelection } from './selection'
import { useAnchor } from './use-anchor'
import { useArrivals } from './use-arrivals'
import { useListKeys } from './use-list-keys'
import { useListWindow } from './use-list-window'
import { usePassed } from './use-passed'
import { useSteadyLines } from './use-steady-lines'
import { WholeSearch } from './whole-search'

/** The board as a list. Scrolls by itself. */
export function TicketList() {
  const t = useTranslations('board')
  const { rows } = useBoard().board
  const { lines, filter } = useFilter()
  const words = filter.query.trim()
  const { selectedId, open } = useSelection()
  const scroller = useRef<HTMLDivElement>(null)
  const { shown, hold, waiting } = useSteadyLines(lines, scroller)
  const { cursorId, setCursor } = useListKeys(shown)
  const list = useListWindow(shown, cursorId, scroller)
  const { fresh, above, look } = useArrivals(usePassed(shown, list, scroller))
  useAnchor(scroller, filter)

  return (
    <div className="@container relative min-h-0 flex-1">
      <div
        ref={scroller}
        onPointerDown={hold}
        onScroll={look}
        className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none] touch:px-4 touch:pb-6"
      >
        {shown.length === 0 ? <EmptyList /> : null}
        <ul aria-label={t('list')}>
          {list.drawn.map(({ index, line, gap }) => (
            <Fragment key={lineKey(line)}>
              {gap > 0 ? <Gap height={gap} /> : null}
              <ListLine
                line={line}
                listed={rows.get(lineKey(line))}
                place={{
                  ref: list.measure,
                  'data-index': index,
                  'aria-posinset': index + 1,
                  'aria-setsize': shown.length,
                }}
                isSelected={lineKey(line) === selectedId}
                isCursor={lineKey(line) === cursorId}
                isFresh={fresh.has(lineKey(line))}
                onFocus={setCursor}
                onOpen={open}
              />
            </Fragment>
          ))}
          {list.rest > 0 ? <Gap height={list.rest} /> : null}
        </ul>
        {words && shown.length > 0 ? <WholeSearch words={words} className="mx-1.5 my-2" /> : null}
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

/** Lines that are not drawn. */
const Gap = ({ height }: { height: number }) => <li aria-hidden style={{ height }} />

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
