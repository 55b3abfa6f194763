'use client'
import { useTranslations } from 'next-intl'
import { LegalHoldLine } from '@/components/privacy/legal-hold-line'
import type { LegalHold, Ticket, TicketLink } from '@/lib/tickets/schema'
import type { DialogAction } from '../ticket-panel-dialog'
import type { ChangeHandle } from '../use-change'
import { CallBack } from './call-back'
import { FieldsLine } from './fields-line'
import { GuestLine } from './guest-line'
import { LinksLine } from './links-line'

interface Props {
  ticket: Ticket
  links: TicketLink[]
  legalHold: LegalHold | undefined
  change: ChangeHandle
  onDialog: (action: DialogAction) => void
}

/** The guest behind the ticket, the matter's own fields, and what else it is linked with; nothing where there is nothing. */
export function About({ ticket, links, legalHold, change, onDialog }: Props) {
  const t = useTranslations('guest.about')
  return (
    <section
      aria-label={t('title')}
      className="grid shrink-0 grid-cols-[minmax(0,1fr)] gap-2 px-6 short:gap-1.5 pb-3 empty:hidden [@media(height<32rem)]:group-has-[textarea:focus]/panel:hidden touch:px-4 touch:pt-2"
    >
      <LegalHoldLine ticket={ticket} legalHold={legalHold} />
      <GuestLine ticket={ticket} />
      <FieldsLine ticket={ticket} onFill={() => onDialog('fill')} />
      <LinksLine ticket={ticket} links={links} />
      <CallBack ticket={ticket} change={change} />
    </section>
  )
}
