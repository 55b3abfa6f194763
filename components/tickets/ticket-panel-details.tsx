'use client'
import { UsersRound, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import type { ChangeHandle } from './use-change'

interface Props {
  ticket: Ticket
  change: ChangeHandle
}

/** Everything else there is to know about a ticket. */
export function TicketPanelDetails({ ticket, change }: Props) {
  const t = useTranslations('ticket.detail')
  const format = useFormatter()
  const names = useNames()
  const { departmentName } = useHotel()
  const moment = (iso: string) => format.dateTime(new Date(iso), 'dayTime')
  const { hold } = ticket
  const holdReason = useTranslations('holdReason')
  const cancelReason = useTranslations('actions.cancelReason')
  return (
    <dl className="grid animate-appear grid-cols-[max-content_1fr] gap-x-6 gap-y-1.5 rounded-card border border-line bg-surface px-4 py-3 text-body">
      <Fact name={t('opener')}>
        {t('openedAt', { name: names.subject(ticket.openerId), time: moment(ticket.openedAt) })}
      </Fact>
      <Fact name={t('department')}>{departmentName(ticket.departmentId)}</Fact>
      <Fact name={t('due')}>{moment(ticket.dueAt)}</Fact>
      {hold ? (
        <Fact name={t('hold')}>
          {hold.until
            ? t('holdUntil', { reason: holdReason(hold.reason), time: moment(hold.until) })
            : t('holdSince', { reason: holdReason(hold.reason), time: moment(hold.since) })}
        </Fact>
      ) : null}
      {ticket.acceptedAt ? <Fact name={t('accepted')}>{moment(ticket.acceptedAt)}</Fact> : null}
      {ticket.startedAt ? <Fact name={t('started')}>{moment(ticket.startedAt)}</Fact> : null}
      {ticket.doneAt ? <Fact name={t('done')}>{moment(ticket.doneAt)}</Fact> : null}
      {ticket.endedAt ? <Fact name={t('ended')}>{moment(ticket.endedAt)}</Fact> : null}
      {ticket.cancellation ? <Fact name={t('cancelled')}>{cancelReason(ticket.cancellation.reason)}</Fact> : null}
      <People ticket={ticket} change={change} />
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="[overflow-wrap:anywhere]">{children}</dd>
  </>
)

/** Who follows it, was added by name, or was brought in by a mention. */
function People({ ticket, change }: Props) {
  const t = useTranslations('ticket.detail')
  const actions = useTranslations('actions')
  const { actor, personName, departmentName } = useHotel()
  const departments = ticket.restricted ? [] : ticket.mentionedDepartmentIds
  const ids = [...new Set([...ticket.namedIds, ...ticket.watcherIds, ...ticket.mentionedIds])]
  const canRemove = (id: string) => id === actor.personId || may(actor, ticket, 'remove_watcher')
  return (
    <Fact name={t('watchers')}>
      {ids.length + departments.length === 0 ? <span className="text-muted">{t('nobodyWatches')}</span> : null}
      <ul className="flex flex-wrap gap-1.5">
        {departments.map((id) => (
          <li
            key={id}
            className="inline-flex h-7 items-center gap-1.5 rounded-pill bg-sunken px-2.5 text-meta touch:h-12 touch:px-4"
          >
            <UsersRound aria-hidden className="size-3 stroke-[1.75] touch:size-5" />
            {departmentName(id)}
          </li>
        ))}
        {ids.map((id) => (
          <li
            key={id}
            className="inline-flex h-7 items-center gap-1 rounded-pill bg-sunken px-2.5 text-meta has-[button]:pr-1 touch:h-12 touch:px-4 touch:has-[button]:pr-0"
          >
            {personName(id)}
            {canRemove(id) ? (
              <button
                type="button"
                disabled={change.busy !== null}
                aria-label={actions('remove', { name: personName(id) })}
                onClick={() => void change.run({ action: 'remove_watcher', personId: id })}
                className="grid size-5 place-items-center rounded-pill hover:bg-line touch:size-12"
              >
                <X aria-hidden className="size-3 stroke-2 touch:size-5" />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </Fact>
  )
}
