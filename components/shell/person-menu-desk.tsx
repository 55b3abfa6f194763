'use client'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { MenuItem } from '@/components/ui/menu'
import { deskPages } from './desk-pages'
import { useHotel } from './hotel-provider'

/** What the menu leads to where there is no rail: what was, for everybody, and the pages of those at a desk. */
export function DeskItems() {
  const t = useTranslations()
  const { actor } = useHotel()
  return [{ href: '/history', word: 'history.short', Icon: History } as const, ...deskPages(actor)].map(
    ({ href, word, Icon }) => (
      <MenuItem key={href} asChild>
        <Link href={href}>
          <Icon aria-hidden />
          {t(word)}
        </Link>
      </MenuItem>
    ),
  )
}
