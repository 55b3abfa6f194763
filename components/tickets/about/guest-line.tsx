'use client'
import { DoorOpen, PhoneOutgoing, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Ticket } from '@/lib/tickets/schema'

const FACT = 'inline-flex min-w-0 items-center gap-1.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:stroke-[1.75]'

/** Who it is for, where they are, and what they were promised. */
export function GuestLine({ ticket: { guestName, guestInRoom, callBack } }: { ticket: Ticket }) {
  const t = useTranslations('guest')
  if (guestName === '' && !guestInRoom && callBack === null) return null
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-body">
      {guestName === '' ? null : (
        <span className={FACT}>
          <UserRound aria-hidden />
          <span className="sr-only">{t('about.name')}: </span>
          <span className="font-medium [overflow-wrap:anywhere]">{guestName}</span>
        </span>
      )}
      {guestInRoom ? (
        <span className={FACT}>
          <DoorOpen aria-hidden />
          {t('about.inRoom')}
        </span>
      ) : null}
      {callBack === null ? null : (
        <span className={FACT}>
          <PhoneOutgoing aria-hidden />
          {callBack === 'owed' ? t('callBack.owedWhenDone') : t(`callBack.outcome.${callBack}`)}
        </span>
      )}
    </p>
  )
}
