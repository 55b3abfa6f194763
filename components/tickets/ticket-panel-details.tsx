'use client'
import { X } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import type { CatalogueField } from '@/lib/catalogue/schema'
import { nameIn } from '@/lib/schema'
import { may } from '@/lib/tickets/policy'
import type { FieldValue, Ticket } from '@/lib/tickets/schema'
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
      <Fields ticket={ticket} />
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

/** The item's own fields that are filled in. */
function Fields({ ticket }: { ticket: Ticket }) {
  const locale = useLocale()
  const { catalogue } = useHotel()
  const fields = catalogue.get(ticket.catalogueItemId ?? '')?.fields ?? []
  return fields.map((field) => {
    const value = ticket.fields[field.code]
    if (value === undefined || value === '') return null
    return (
      <Fact key={field.code} name={nameIn(locale, field.names)}>
        <Value field={field} value={value} />
      </Fact>
    )
  })
}

function Value({ field, value }: { field: CatalogueField; value: FieldValue }) {
  const t = useTranslations('ticket')
  const locale = useLocale()
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  const choice = field.choices?.find((one) => one.code === value)
  return choice ? nameIn(locale, choice.names) : String(value)
}

/** Who follows it, was added by name, or was brought in by a mention. */
function People({ ticket, change }: Props) {
  const t = useTranslations('ticket.detail')
  const actions = useTranslations('actions')
  const { actor, personName } = useHotel()
  const ids = [...new Set([...ticket.namedIds, ...ticket.watcherIds, ...ticket.mentionedIds])]
  const canRemove = (id: string) => id === actor.personId || may(actor, ticket, 'remove_watcher')
  return (
    <Fact name={t('watchers')}>
      {ids.length === 0 ? <span className="text-muted">{t('nobodyWatches')}</span> : null}
      <ul className="flex flex-wrap gap-1.5">
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
