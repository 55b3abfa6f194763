'use client'
import { LayoutList, LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDevice } from '@/components/device/device-provider'
import { ConnectionBadge } from '@/components/live/connection-badge'
import { Way } from '@/components/ui/way'
import { LazyPersonMenu } from './lazy-person-menu'
import { ShiftButton } from './shift-button'

/** The head of the page: how current it is, my shift, the way to the board, and who I am. */
export function MyWorkTop() {
  const t = useTranslations()
  const { device, lock } = useDevice()
  // Upright there is no room for both words.
  const word = device ? 'max-lg:sr-only' : 'max-sm:sr-only'
  return (
    <header className="flex min-h-18 flex-wrap items-center gap-x-3 px-4 py-2 sm:flex-nowrap">
      <h1 className="shrink-0 font-strong text-title tracking-tight">{t('myWork.title')}</h1>
      <ConnectionBadge className="mr-auto min-w-0" />
      <ShiftButton />
      <Way
        href="/"
        className="flex h-12 items-center gap-2 rounded-control px-3 font-medium text-body active:bg-sunken"
      >
        <LayoutList aria-hidden className="size-6 stroke-[1.75]" />
        <span className={word}>{t('shell.board')}</span>
      </Way>
      {device ? (
        <button
          type="button"
          onClick={lock}
          className="flex h-12 items-center gap-2 rounded-control px-3 font-medium text-body active:bg-sunken"
        >
          <LockKeyhole aria-hidden className="size-6 stroke-[1.75]" />
          <span className={word}>{t('device.lock')}</span>
        </button>
      ) : null}
      <LazyPersonMenu />
    </header>
  )
}
