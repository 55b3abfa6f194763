'use client'
import { lazy, Suspense } from 'react'
import { DutyProvider } from '@/components/duty/duty-provider'
import { LiveProvider } from '@/components/live/live-provider'
import { FlagsProvider } from '@/components/places/flags-provider'
import { ClockProvider } from '@/components/shell/clock'
import { type Directory, HotelProvider } from '@/components/shell/hotel-provider'
import { useKeepDirectory } from '@/components/shell/use-keep-directory'
import { BoardProvider } from '@/components/tickets/board-provider'
import { useSnapshot } from '@/components/tickets/use-snapshot'
import type { Standing } from '@/lib/duty/schema'
import type { BoardPage } from '@/lib/tickets/compact'

/** With their sounds and their bar they come a moment after the page. */
const Alerts = lazy(() => import('@/components/alerts/alerts').then((file) => ({ default: file.Alerts })))

interface Props {
  directory: Directory
  board: BoardPage
  standings: Standing[] | null
  /** The server's time, in milliseconds. */
  renderedAt: number
  /** Until when this was current, when it comes from the device and not from the hotel. */
  asOf?: number
  children: React.ReactNode
}

/** The frame of a tablet's pages: what they share with the desk, and nothing that only the desk needs. */
export function MyWorkShell({ directory, board, standings, renderedAt, asOf, children }: Props) {
  const snapshot = useSnapshot(board)
  useKeepDirectory(directory)
  return (
    <ClockProvider renderedAt={renderedAt}>
      <HotelProvider directory={directory}>
        <LiveProvider actorId={directory.actor.personId} asOf={asOf}>
          <DutyProvider snapshot={standings}>
            <FlagsProvider>
              <BoardProvider {...snapshot}>
                <div className="flex h-dvh min-h-0 flex-col">
                  <Suspense>
                    <Alerts />
                  </Suspense>
                  <div className="min-h-0 flex-1">{children}</div>
                </div>
              </BoardProvider>
            </FlagsProvider>
          </DutyProvider>
        </LiveProvider>
      </HotelProvider>
    </ClockProvider>
  )
}
