/** For tests: a page of The Alder around what is tried, with the words, the names and a board, and no stream. */
import { render } from '@testing-library/react'
import { NextIntlClientProvider } from 'next-intl'
import { BoardProvider } from '@/components/tickets/board-provider'
import { cast, departments, items, otherPlaceId, roomId } from '@/db/cast'
import type { Place } from '@/lib/places/schema'
import type { ListedTicket } from '@/lib/tickets/schema'
import { formats } from '@/lib/words/formats'
import messages from '@/lib/words/messages/en.json'
import { ClockProvider } from './clock'
import { type Directory, HotelProvider } from './hotel-provider'

const place = (id: string, name: string, kind: Place['kind'] = 'room'): Place => ({ id, parentId: null, kind, name })

const towels: Directory['catalogue'][number] = {
  id: items.towels,
  code: 'towels',
  names: { en: 'Towels' },
  keywords: ['bath towel', 'handtuch'],
  departmentId: departments.housekeeping.id,
  priority: 'normal',
  minutes: 20,
  countable: true,
  fields: [],
}

export function directoryFor(who: keyof typeof cast): Directory {
  const { id, name, role, locale, departmentIds } = cast[who]
  return {
    actor: { personId: id, name, role, locale, departmentIds: [...departmentIds], sessionId: id },
    settings: {
      hotelName: 'The Alder',
      timeZone: 'Europe/Berlin',
      businessDayStart: '03:00',
      shifts: [],
      closeAfterHours: 24,
      demo: true,
    },
    people: Object.values(cast).map((one) => ({ ...one, departmentIds: [...one.departmentIds], active: true })),
    departments: Object.values(departments).map(({ id, code }) => ({ id, code, names: { en: code } })),
    places: [place(roomId(412), '412'), place(roomId(413), '413'), place(otherPlaceId(1), 'Lobby', 'area')],
    catalogue: [towels],
  }
}

interface Options {
  as?: keyof typeof cast
  board?: ListedTicket[]
  /** Whether that is all of it. */
  isWhole?: boolean
  /** The server's time, in milliseconds. */
  now?: number
}

export const InWords = ({ children }: { children: React.ReactNode }) => (
  <NextIntlClientProvider locale="en" timeZone="Europe/Berlin" messages={messages} formats={formats}>
    {children}
  </NextIntlClientProvider>
)

export function renderInHotel(
  what: React.ReactNode,
  { as = 'felix', board = [], isWhole = true, now = Date.now() }: Options = {},
) {
  return render(
    <InWords>
      <ClockProvider renderedAt={now}>
        <HotelProvider directory={directoryFor(as)}>
          <BoardProvider snapshot={board} isWhole={isWhole}>
            {what}
          </BoardProvider>
        </HotelProvider>
      </ClockProvider>
    </InWords>,
  )
}
