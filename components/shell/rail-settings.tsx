'use client'
import { Users } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { useHotel } from './hotel-provider'
import { railItem } from './rail-views'

/** What an admin sets. */
export function RailSettings() {
  const t = useTranslations()
  const { actor } = useHotel()
  const isCurrent = usePathname() === '/settings/people'
  if (actor.role !== 'admin') return null
  return (
    <section aria-label={t('settings.title')}>
      <h2 className="px-3 pb-1.5 text-meta text-muted max-xl:sr-only">{t('settings.title')}</h2>
      <Link
        href="/settings/people"
        aria-current={isCurrent ? 'page' : undefined}
        className={cn(railItem, isCurrent ? 'bg-sunken font-medium' : 'text-muted hover:text-text')}
      >
        <Users aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-6" />
        {t('shell.people')}
      </Link>
    </section>
  )
}
