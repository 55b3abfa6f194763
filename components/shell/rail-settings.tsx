'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { deskPages } from './desk-pages'
import { useHotel } from './hotel-provider'
import { railItem } from './rail-views'

/** What figures say, what an admin sets, and what others do: above the board's views, so that no long list pushes it out of sight. */
export function RailSettings() {
  const t = useTranslations()
  const { actor } = useHotel()
  const path = usePathname()
  const pages = deskPages(actor)
  if (pages.length === 0) return null
  return (
    <section aria-label={t('settings.title')} className="grid gap-0.5 touch:gap-1">
      <h2 className="sr-only">{t('settings.title')}</h2>
      {pages.map(({ href, word, Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className={cn(railItem, path === href ? 'bg-sunken font-medium' : 'text-muted hover:text-text')}
        >
          <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-6" />
          {t(word)}
        </Link>
      ))}
    </section>
  )
}
