'use client'
import { Lock } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { Ticket } from '@/lib/tickets/schema'

interface Props {
  ticket: Ticket
  onClose?: () => void
}

/** In place of a ticket that its reader has lost sight of. Nothing of it is shown any more. */
export function TicketPanelGone({ ticket, onClose }: Props) {
  const t = useTranslations('ticket')
  return (
    <section
      role="status"
      className="grid h-full flex-1 place-content-center justify-items-center gap-2 p-8 text-center"
    >
      <Lock aria-hidden className="mb-2 size-6 stroke-[1.75] text-muted" />
      <h2 className="font-strong text-title">{t('gone')}</h2>
      <p className="text-body text-muted">
        {t('number', { number: String(ticket.number) })}. {t('goneHint')}
      </p>
      {onClose ? (
        <Button className="mt-4" onClick={onClose}>
          {t('toBoard')}
        </Button>
      ) : (
        <Button className="mt-4" asChild>
          <Link href="/">{t('toBoard')}</Link>
        </Button>
      )}
    </section>
  )
}
