'use client'
import { BellRing, Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LockButton } from '@/components/device/lock-button'
import { ConnectionBadge } from '@/components/live/connection-badge'
import { Button } from '@/components/ui/button'
import { useDesk } from './desk-provider'
import { useHotel } from './hotel-provider'
import { PersonMenu } from './person-menu'
import { RailDepartments } from './rail-departments'
import { RailFloors } from './rail-floors'
import { RailPlaces } from './rail-places'
import { RailSaved } from './rail-saved'
import { RailViews } from './rail-views'
import { useSingleKeys } from './single-keys'

// Those whose hands are full load nothing of it.
const RailSettings = dynamic(() => import('./rail-settings').then((file) => file.RailSettings))

/** The left side of a wide screen: the hotel, the views, the departments, and who is here. Narrower, icons with their word. */
export function Rail() {
  const t = useTranslations('shell')
  const { actor, settings } = useHotel()
  const { showKeys, startTicket } = useDesk()
  const [areKeysOn] = useSingleKeys()
  return (
    <aside className="flex min-h-0 flex-col border-line border-r max-lg:hidden">
      <div className="flex h-14 shrink-0 items-center px-5 max-xl:justify-center max-xl:px-2">
        <Link href="/" className="flex min-w-0 items-center gap-2.5 rounded-control touch:max-xl:p-3">
          <BellRing aria-hidden className="size-5 shrink-0 stroke-[1.75] touch:size-6" />
          <span className="truncate font-strong text-thread tracking-tight max-xl:sr-only">{settings.hotelName}</span>
        </Link>
      </div>
      <div className="px-3 pb-4 max-xl:px-2">
        <Button
          tone="primary"
          className="w-full justify-start px-3 max-xl:h-16 max-xl:flex-col max-xl:justify-center max-xl:gap-1 max-xl:px-1 max-xl:text-[0.6875rem] max-xl:leading-3.5 max-xl:touch:h-16 max-xl:touch:px-1 max-xl:whitespace-normal max-xl:text-balance max-xl:text-center"
          aria-keyshortcuts={areKeysOn ? 'c' : undefined}
          onClick={startTicket}
        >
          <Plus aria-hidden />
          <span>{t('newTicket')}</span>
          {areKeysOn ? (
            <kbd aria-hidden className="ml-auto font-medium font-sans text-meta opacity-60 touch:hidden max-xl:hidden">
              C
            </kbd>
          ) : null}
        </Button>
      </div>
      <nav
        aria-label={t('views')}
        className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-y-auto px-3 pb-3 max-xl:px-2 max-xl:gap-6"
      >
        <div className="grid grid-cols-[minmax(0,1fr)] gap-0.5 touch:gap-1">
          <RailPlaces />
          {/* On a narrow screen they would push the views out of sight; the person's menu leads there. */}
          {actor.role === 'attendant' ? null : (
            <div className="max-xl:hidden">
              <RailSettings />
            </div>
          )}
        </div>
        <RailViews />
        <RailSaved />
        <RailDepartments />
        <RailFloors />
      </nav>
      <div className="grid gap-2 border-line border-t p-3 max-xl:justify-items-center max-xl:p-2">
        <ConnectionBadge className="px-1.5 max-xl:flex-col max-xl:justify-center max-xl:gap-0.5 max-xl:px-0 max-xl:text-center max-xl:text-[0.6875rem] max-xl:leading-4" />
        <LockButton className="justify-start px-1.5 max-xl:hidden touch:px-1.5" />
        <div className="xl:hidden">
          <LockButton isCompact />
        </div>
        <div className="xl:hidden">
          <PersonMenu isCompact onShowKeys={showKeys} />
        </div>
        <div className="grid max-xl:hidden">
          <PersonMenu onShowKeys={showKeys} />
        </div>
      </div>
    </aside>
  )
}
