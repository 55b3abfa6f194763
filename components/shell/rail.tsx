'use client'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ConnectionBadge } from '@/components/live/connection-badge'
import { Button } from '@/components/ui/button'
import { Key } from '@/components/ui/key'
import { useDesk } from './desk-provider'
import { useHotel } from './hotel-provider'
import { PersonMenu } from './person-menu'
import { RailDepartments } from './rail-departments'
import { RailViews } from './rail-views'

/** The left side of a wide screen: the hotel, the views, the departments, and who is here. Narrower, icons with their word. */
export function Rail() {
  const t = useTranslations('shell')
  const { settings } = useHotel()
  const { showKeys, startTicket } = useDesk()
  return (
    <aside className="flex min-h-0 flex-col border-line border-r max-lg:hidden">
      <div className="flex h-14 shrink-0 items-center px-5 max-xl:justify-center max-xl:px-2">
        <Link href="/" className="truncate rounded-control font-strong text-thread tracking-tight max-xl:text-body">
          <span className="max-xl:hidden">{settings.hotelName}</span>
          <span aria-hidden className="xl:hidden">
            {settings.hotelName.replace(/^the /i, '').slice(0, 8)}
          </span>
        </Link>
      </div>
      <div className="px-3 pb-4 max-xl:px-2">
        <Button
          tone="primary"
          className="w-full justify-start px-3 max-xl:h-auto max-xl:flex-col max-xl:gap-1 max-xl:px-0 max-xl:py-2.5 max-xl:text-[0.6875rem] max-xl:leading-4"
          aria-keyshortcuts="c"
          onClick={startTicket}
        >
          <Plus aria-hidden />
          <span>{t('newTicket')}</span>
          <span aria-hidden className="ml-auto opacity-70 touch:hidden max-xl:hidden">
            <Key>C</Key>
          </span>
        </Button>
      </div>
      <nav aria-label={t('views')} className="grid min-h-0 flex-1 content-start gap-6 overflow-y-auto px-3 max-xl:px-2">
        <RailViews />
        <RailDepartments />
      </nav>
      <div className="grid gap-2 border-line border-t p-3 max-xl:justify-items-center max-xl:p-2">
        <ConnectionBadge className="px-1.5 max-xl:flex-col max-xl:gap-0.5 max-xl:px-0 max-xl:text-center max-xl:text-[0.6875rem] max-xl:leading-4" />
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
