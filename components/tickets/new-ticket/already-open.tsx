'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { Owner } from '@/components/tickets/owner'
import { StatusPill } from '@/components/tickets/status-pill'
import { isEnded } from '@/lib/tickets/policy'

const SHOWN = 3

/** What is open for this place already, so that nothing is asked for twice. */
export function AlreadyOpen({ placeId }: { placeId: string | null }) {
  const t = useTranslations('newTicket')
  const { what } = useHotel()
  const { rows } = useBoard().board
  const here = [...rows.values()].filter(({ ticket }) => placeId !== null && ticket.placeId === placeId)
  const open = here.filter(({ ticket }) => ticket.status !== 'done' && !isEnded(ticket)).slice(0, SHOWN)
  if (open.length === 0) return null
  return (
    <section aria-label={t('already')} className="rounded-card bg-sunken px-4 py-3">
      <p className="text-meta text-muted">{t('already')}</p>
      <ul className="mt-1 grid gap-1">
        {open.map(({ ticket }) => (
          <li
            key={ticket.id}
            className="grid grid-cols-[minmax(0,1fr)_auto_7rem] items-center gap-3 text-body max-sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <span className="truncate font-medium">{what(ticket)}</span>
            <StatusPill status={ticket.status} />
            <span className="truncate text-meta text-muted max-sm:hidden">
              <Owner ticket={ticket} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
