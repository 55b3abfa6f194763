'use client'
import { NextIntlClientProvider } from 'next-intl'
import { useEffect, useState } from 'react'
import { DeviceProvider } from '@/components/device/device-provider'
import { MyWork } from '@/components/my-work/my-work'
import { MyWorkShell } from '@/components/my-work/my-work-shell'
import { BoardPanes } from '@/components/tickets/board-panes'
import { NoTicket } from '@/components/tickets/no-ticket'
import { type KeptBoard, keptBoard, keptDirectory, lastPerson } from '@/lib/client/kept-desk'
import { keptDevice } from '@/lib/client/kept-device'
import { isLocked } from '@/lib/client/lock'
import { sealFor } from '@/lib/client/seal'
import { pack } from '@/lib/tickets/compact'
import type { SavedView } from '@/lib/views/schema'
import { formats } from '@/lib/words/formats'
import { loadWords } from '@/lib/words/load'
import { DeskShell } from './desk-shell'
import type { Directory } from './hotel-provider'
import { NoNetwork } from './no-network'
import { asTheme, chooseTheme, THEME_COOKIE } from './theme'

type Words = Awaited<ReturnType<typeof loadWords>>

interface Kept {
  directory: Directory
  board: KeptBoard
  words: Words
}

/** The desk of whoever is signed in on this device, as the device last knew it. It goes on by itself when there is a network:
 *  the stream opens, the board is read anew, and what waits is sent. */
export function OfflineDesk() {
  const [kept, setKept] = useState<Kept | 'nothing' | null>(null)
  useEffect(() => {
    readKept().then(setKept, () => setKept('nothing'))
  }, [])
  if (kept === null) return null
  if (kept === 'nothing') return <NoNetwork />
  const { directory, board, words } = kept
  const desk = {
    directory,
    board: { items: board.rows.map(pack), next: null },
    // Who is on duty is not known without a network.
    standings: null,
    renderedAt: Date.now(),
    asOf: board.asOf,
  }
  return (
    <NextIntlClientProvider {...words} timeZone={directory.settings.timeZone} formats={formats}>
      <DeviceProvider device={keptDevice()?.device ?? null} actor={directory.actor}>
        {isWork(directory.actor.role) ? (
          <MyWorkShell {...desk}>
            <MyWork />
          </MyWorkShell>
        ) : (
          <DeskShell {...desk} views={NONE}>
            <BoardPanes>
              <NoTicket />
            </BoardPanes>
          </DeskShell>
        )}
      </DeviceProvider>
    </NextIntlClientProvider>
  )
}

const NONE: SavedView[] = []

/** Where the hotel's own pages lead: see app/start. */
function isWork(role: Directory['actor']['role']): boolean {
  const { pathname } = window.location
  const isForThumbs = role === 'attendant' && window.matchMedia('(pointer: coarse)').matches
  return pathname === '/my-work' || (pathname === '/start' && isForThumbs)
}

/** What is shown under these addresses is on the device. */
const KEPT = /^\/($|start$|my-work$|tickets\/)/

async function readKept(): Promise<Kept | 'nothing'> {
  const personId = lastPerson()
  if (personId === null || !KEPT.test(window.location.pathname)) return 'nothing'
  // On a device of the house it is sealed, and while that is locked nobody reads it.
  const kept = keptDevice()
  if (kept && (isLocked() || kept.personId !== personId)) return 'nothing'
  if (kept) sealFor({ personId, sessionId: kept.sessionId, deviceId: kept.device.id })
  const [directory, board] = await Promise.all([keptDirectory<Directory>(personId), keptBoard(personId)])
  if (!directory || !board) return 'nothing'
  const words = await loadWords(directory.actor.locale)
  document.documentElement.lang = words.locale
  const theme = document.cookie.split('; ').find((one) => one.startsWith(`${THEME_COOKIE}=`))
  if (theme) chooseTheme(asTheme(theme.slice(THEME_COOKIE.length + 1)))
  return { directory, board, words }
}
