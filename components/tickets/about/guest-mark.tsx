'use client'
import { clsx } from 'clsx'
import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Ticket } from '@/lib/tickets/schema'

/** That the guest is in: one knocks. `isBare`: the word is for whoever hears it. */
export function GuestMark({ ticket, isBare = false }: { ticket: Ticket; isBare?: boolean }) {
  const t = useTranslations('guest.about')
  if (!ticket.guestInRoom) return null
  return (
    <span
      title={isBare ? t('inRoom') : undefined}
      className={clsx(
        'inline-flex shrink-0 items-center gap-1 font-medium text-meta leading-none',
        !isBare && 'h-5 rounded-pill border border-line pr-2 pl-1.5 touch:h-7 touch:pr-3 touch:pl-2.5',
      )}
    >
      <DoorOpen aria-hidden className="size-3.5 shrink-0 stroke-2 touch:size-4" />
      <span className={clsx(isBare && 'sr-only')}>{t('inRoom')}</span>
    </span>
  )
}

/** The same in words, for the name of a row. */
export function useGuestWords({ guestName, guestInRoom, callBack }: Ticket): string {
  const t = useTranslations('guest')
  return [guestName, guestInRoom ? t('about.inRoom') : '', callBack === 'owed' ? t('callBack.owed') : '']
    .filter(Boolean)
    .join(', ')
}
