'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import type { Person } from '@/lib/people/schema'
import { canSee } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import type { Mentions } from './use-mentionable'

/** Said before it is sent: whom a mention lets see the ticket, or whom, on a restricted one, it does not. */
export function MentionNote({ ticket, mentioned }: { ticket: Ticket; mentioned: Mentions }) {
  const t = useTranslations('composer')
  const format = useFormatter()
  const { people, departmentName } = useHotel()
  const names = useNames()
  const isOutside = (person: Person) => !canSee({ ...person, personId: person.id }, ticket)
  const outside = mentioned.mentions.flatMap((id) => {
    const person = people.get(id)
    return person && isOutside(person) ? [names.object(id)] : []
  })
  // A department's people may see it already, some or all of them.
  const departments = mentioned.departments.flatMap((id) => {
    const count = membersOf(people, id).filter(isOutside).length
    return count > 0 ? [t('wholeDepartment', { name: departmentName(id), count })] : []
  })
  const all = [...outside, ...departments]
  if (all.length === 0) return null
  const Icon = ticket.restricted ? EyeOff : Eye
  const params = { names: format.list(all) }
  return (
    <p role="status" className="flex items-center gap-1.5 px-1 text-meta text-muted">
      <Icon aria-hidden className="size-3.5 shrink-0 stroke-[1.75]" />
      {ticket.restricted ? t('staysOutside', params) : t('willSee', params)}
    </p>
  )
}

/** Who works there. */
export const membersOf = (people: ReadonlyMap<string, Person>, departmentId: string): Person[] =>
  [...people.values()].filter(({ active, departmentIds }) => active && departmentIds.includes(departmentId))
