'use client'
import { ClipboardList, History, Sun } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { railItem } from './rail-views'

const PLACES = [
  { href: '/my-work', icon: ClipboardList, word: 'myWork.title' },
  { href: '/duty', icon: Sun, word: 'duty.title' },
  { href: '/history', icon: History, word: 'history.short' },
] as const

/** What is not the board: one's own work, who is here, and what was. */
export function RailPlaces() {
  const t = useTranslations()
  const pathname = usePathname()
  return (
    <ul className="grid gap-0.5 touch:gap-1">
      {PLACES.map(({ href, icon: Icon, word }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            aria-current={pathname === href ? 'page' : undefined}
            className={cn(railItem, pathname === href ? 'bg-sunken font-medium' : 'text-muted hover:text-text')}
          >
            <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-6" />
            {t(word)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
