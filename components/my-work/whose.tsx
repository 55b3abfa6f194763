'use client'
import { useTranslations } from 'next-intl'
import { usePresence } from '@/components/duty/duty-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import type { Ticket } from '@/lib/tickets/schema'

/** Which colleague has it, and whether they are here; of one's own and of nobody's nothing is said. */
export function Whose({ ticket }: { ticket: Pick<Ticket, 'assigneeId'> }) {
  const { actor } = useHotel()
  if (ticket.assigneeId === null || ticket.assigneeId === actor.personId) return null
  return <Colleague personId={ticket.assigneeId} />
}

function Colleague({ personId }: { personId: string }) {
  const t = useTranslations('myWork')
  const { shortName } = useHotel()
  const presence = usePresence(personId)
  return (
    <span className="text-meta">
      <span className="font-medium">{t('with', { name: shortName(personId) })}</span>
      <span className="text-muted"> · {t(`presence.${presence ?? 'none'}`)}</span>
    </span>
  )
}
