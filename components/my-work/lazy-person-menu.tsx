'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { initialsOf } from '@/components/ui/initials'

const WholeMenu = lazy(() => import('./whole-menu').then((file) => ({ default: file.WholeMenu })))

/** The person's menu, fetched when it is first pressed: it is as heavy as the page. */
export function LazyPersonMenu() {
  const [isAsked, setAsked] = useState(false)
  if (!isAsked) return <Face onPress={() => setAsked(true)} />
  return (
    <Suspense fallback={<Face isBusy />}>
      <WholeMenu />
    </Suspense>
  )
}

function Face({ onPress, isBusy = false }: { onPress?: () => void; isBusy?: boolean }) {
  const t = useTranslations('shell')
  const { actor } = useHotel()
  return (
    <button
      type="button"
      aria-label={`${t('menu')}: ${actor.name}`}
      aria-haspopup="menu"
      aria-busy={isBusy}
      onClick={onPress}
      className={clsx(
        'grid size-12 shrink-0 place-items-center rounded-control active:bg-sunken',
        isBusy && 'opacity-60',
      )}
    >
      <span aria-hidden className="grid size-9 place-items-center rounded-pill bg-line font-strong text-meta">
        {initialsOf(actor.name)}
      </span>
    </button>
  )
}
