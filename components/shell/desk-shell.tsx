'use client'
import { LiveProvider } from '@/components/live/live-provider'
import { PresenceProvider } from '@/components/live/presence-provider'
import { BoardProvider } from '@/components/tickets/board-provider'
import { FilterProvider } from '@/components/tickets/filter-provider'
import { SelectionProvider } from '@/components/tickets/selection'
import type { ListedTicket } from '@/lib/tickets/schema'
import { ClockProvider } from './clock'
import { DeskProvider } from './desk-provider'
import { type Directory, HotelProvider } from './hotel-provider'
import { Rail } from './rail'

interface Props {
  directory: Directory
  snapshot: ListedTicket[]
  /** The server's time, in milliseconds. */
  renderedAt: number
  children: React.ReactNode
}

/** The frame of every signed-in page, and all that its parts share. */
export function DeskShell({ directory, snapshot, renderedAt, children }: Props) {
  return (
    <ClockProvider renderedAt={renderedAt}>
      <HotelProvider directory={directory}>
        <LiveProvider actorId={directory.actor.personId}>
          <PresenceProvider>
            <BoardProvider snapshot={snapshot}>
              <FilterProvider>
                <SelectionProvider>
                  <DeskProvider>
                    <div className="grid h-dvh min-h-0 lg:grid-cols-[5.5rem_minmax(0,1fr)] xl:grid-cols-[240px_minmax(0,1fr)]">
                      <Rail />
                      {children}
                    </div>
                  </DeskProvider>
                </SelectionProvider>
              </FilterProvider>
            </BoardProvider>
          </PresenceProvider>
        </LiveProvider>
      </HotelProvider>
    </ClockProvider>
  )
}
