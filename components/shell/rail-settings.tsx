'use client'
import { MessageSquareQuote, Tablet, Users } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { Actor } from '@/lib/auth/schema'
import { canWordReplies } from '@/lib/replies/policy'
import { useHotel } from './hotel-provider'
import { railItem } from './rail-views'

const isAdmin = ({ role }: Pick<Actor, 'role'>) => role === 'admin'

const PAGES = [
  { href: '/settings/people', word: 'shell.people', Icon: Users, isFor: isAdmin },
  { href: '/settings/devices', word: 'device.devicesTitle', Icon: Tablet, isFor: isAdmin },
  { href: '/settings/replies', word: 'shell.replies', Icon: MessageSquareQuote, isFor: canWordReplies },
] as const

/** What an admin sets, and what others do: above the board's views, so that no long list pushes it out of sight. */
export function RailSettings() {
  const t = useTranslations()
  const { actor } = useHotel()
  const path = usePathname()
  const pages = PAGES.filter(({ isFor }) => isFor(actor))
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
