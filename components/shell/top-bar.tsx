'use client'
import { LockButton } from '@/components/device/lock-button'
import { ConnectionBadge } from '@/components/live/connection-badge'
import { useDesk } from './desk-provider'
import { useHotel } from './hotel-provider'
import { PersonMenu } from './person-menu'

/** The head of a narrow screen: the hotel, how current the screen is, who is here. */
export function TopBar() {
  const { settings } = useHotel()
  const { showKeys } = useDesk()
  return (
    <header className="flex h-16 items-center gap-4 pr-2 pl-4 lg:hidden">
      <p className="min-w-0 flex-1 truncate font-strong text-thread tracking-tight">{settings.hotelName}</p>
      <ConnectionBadge />
      <LockButton isCompact />
      <PersonMenu isCompact onShowKeys={showKeys} />
    </header>
  )
}
