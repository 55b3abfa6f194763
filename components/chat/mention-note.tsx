'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { canSee } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'

/** Said before it is sent: whom a mention lets see the ticket, or whom, on a restricted one, it does not. */
export function MentionNote({ ticket, mentioned }: { ticket: Ticket; mentioned: string[] }) {
  const t = useTranslations('composer')
  const format = useFormatter()
  const { people } = useHotel()
  const names = useNames()
  const outside = mentioned.filter((id) => {
    const person = people.get(id)
    return person && !canSee({ ...person, personId: id }, ticket)
  })
  if (outside.length === 0) return null
  const Icon = ticket.restricted ? EyeOff : Eye
  const params = { names: format.list(outside.map(names.object)) }
  return (
    <p role="status" className="flex items-center gap-1.5 px-1 text-meta text-muted">
      <Icon aria-hidden className="size-3.5 shrink-0 stroke-[1.75]" />
      {ticket.restricted ? t('staysOutside', params) : t('willSee', params)}
    </p>
  )
}
