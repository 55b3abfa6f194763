'use client'
import { BellRing, VolumeX } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { speaker } from '@/lib/client/alerts/speaker'
import type { Ringing } from './use-bell'

/** What calls, in words: a sound alone says nothing. The most pressing by name, the others as a number. And where the browser
 *  keeps sound off, that. */
export function AlertBar({ shown, hearing, isListening, see }: Ringing) {
  const t = useTranslations('alerts')
  const isBlocked = isListening && (hearing === 'blocked' || hearing === 'missing')
  return (
    <section aria-label={t('label')} className="shrink-0">
      <Calling shown={shown} see={see} />
      <div role="status">
        {isBlocked ? (
          <div className={cn(line, 'bg-hold-fill text-hold')}>
            <VolumeX aria-hidden className={icon} />
            <p className="min-w-0 flex-1 text-body">{t(hearing === 'blocked' ? 'blocked' : 'missing')}</p>
            {hearing === 'blocked' ? (
              <Button size="small" onClick={speaker.turnOn}>
                {t('turnOn')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    </section>
  )
}

const line = 'flex min-h-11 items-center gap-3 px-4 py-1.5 touch:min-h-16 touch:gap-4 touch:py-2'
const icon = 'size-4 shrink-0 stroke-[1.75] touch:size-6'

function Calling({ shown, see }: Pick<Ringing, 'shown' | 'see'>) {
  const t = useTranslations('alerts')
  const { placeName, what, shortName } = useHotel()
  const { rows } = useBoard().board
  const [first] = shown
  const ticket = first && rows.get(first.ticketId)?.ticket
  const isUrgent = first?.isUrgent ?? false
  const name = shortName(ticket?.stateChangedById ?? null)
  const place = placeName(ticket?.placeId ?? null)
  const named = ticket ? [place, what(ticket)].filter(Boolean).join(' ') : ''
  return (
    // Both are always there, so that what comes into them is said: at once, or when there is a pause.
    <>
      {(['alert', 'status'] as const).map((role) => (
        <div key={role} role={role}>
          {first && ticket && isUrgent === (role === 'alert') ? (
            <div className={cn(line, isUrgent ? 'bg-late-fill text-late' : 'bg-new-fill text-new')}>
              <BellRing aria-hidden className={icon} />
              <p className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 text-body">
                <span className="min-w-0 max-w-full truncate">
                  <span className="font-strong text-thread touch:text-title">{place}</span>{' '}
                  <span className="font-medium">{what(ticket)}</span>
                </span>
                <span className="text-meta">
                  {isUrgent ? `${t('urgent')}. ` : null}
                  {t(first.why, { name: name || 'nobody' })}
                  {shown.length > 1 ? ` ${t('more', { count: shown.length - 1 })}` : null}
                </span>
              </p>
              <Button asChild size="small" tone="quiet" className="text-current">
                <Link href={`/tickets/${ticket.id}`} aria-label={t('showNamed', { what: named })}>
                  {t('show')}
                </Link>
              </Button>
              <Button size="small" onClick={see} title={t('seenHint')}>
                {t('seen')}
              </Button>
            </div>
          ) : null}
        </div>
      ))}
    </>
  )
}
