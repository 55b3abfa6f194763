'use client'
import { AlertFrame } from '@/components/alerts/alert-frame'
import { DutyProvider } from '@/components/duty/duty-provider'
import { LiveProvider } from '@/components/live/live-provider'
import { PresenceProvider } from '@/components/live/presence-provider'
import { FlagsProvider } from '@/components/places/flags-provider'
import { BoardProvider } from '@/components/tickets/board-provider'
import { MarksProvider } from '@/components/tickets/bulk/marks-provider'
import { FilterProvider } from '@/components/tickets/filter-provider'
import { SelectionProvider } from '@/components/tickets/selection'
import { UndoProvider } from '@/components/tickets/undo/undo-provider'
import { useSnapshot } from '@/components/tickets/use-snapshot'
import { Toaster } from '@/components/ui/toaster'
import type { Standing } from '@/lib/duty/schema'
import type { BoardPage } from '@/lib/tickets/compact'
import type { SavedView } from '@/lib/views/schema'
import { ClockProvider } from './clock'
import { DeskProvider } from './desk-provider'
import { type Directory, HotelProvider } from './hotel-provider'
import { Rail } from './rail'
import { SavedViewsProvider } from './saved-views-provider'
import { useKeepDirectory } from './use-keep-directory'

interface Props {
  directory: Directory
  board: BoardPage
  views: SavedView[]
  standings: Standing[] | null
  /** The server's time, in milliseconds. */
  renderedAt: number
  /** Until when this was current, when it comes from the device and not from the hotel. */
  asOf?: number
  children: React.ReactNode
}

/** The frame of every signed-in page, and all that its parts share. */
export function DeskShell({ directory, board, views, standings, renderedAt, asOf, children }: Props) {
  const snapshot = useSnapshot(board)
  useKeepDirectory(directory)
  return (
    <ClockProvider renderedAt={renderedAt}>
      <HotelProvider directory={directory}>
        <LiveProvider actorId={directory.actor.personId} asOf={asOf}>
          <DutyProvider snapshot={standings}>
            <FlagsProvider>
              <PresenceProvider>
                <BoardProvider {...snapshot}>
                  <SavedViewsProvider initial={views}>
                    <FilterProvider>
                      <SelectionProvider>
                        <UndoProvider>
                          <MarksProvider>
                            <DeskProvider>
                              <AlertFrame>
                                <div className="grid h-dvh min-h-0 lg:grid-cols-[5.5rem_minmax(0,1fr)] xl:grid-cols-[240px_minmax(0,1fr)]">
                                  <Rail />
                                  {children}
                                </div>
                                <Toaster />
                              </AlertFrame>
                            </DeskProvider>
                          </MarksProvider>
                        </UndoProvider>
                      </SelectionProvider>
                    </FilterProvider>
                  </SavedViewsProvider>
                </BoardProvider>
              </PresenceProvider>
            </FlagsProvider>
          </DutyProvider>
        </LiveProvider>
      </HotelProvider>
    </ClockProvider>
  )
}
