'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Tick } from '@/components/tickets/about/tick'
import { StatusPill } from '@/components/tickets/status-pill'
import { may } from '@/lib/tickets/policy'
import { FLAG_ICONS } from './flag-marks'
import type { MoveDraft } from './use-move-draft'

/** What is open at the old place, and what it carries. */
export function MoveChoices({ draft }: { draft: MoveDraft }) {
  const t = useTranslations('guest.move')
  const flagWords = useTranslations('guest.flags')
  const errors = useTranslations('errors')
  const { actor, what, placeName } = useHotel()
  const { tickets, flags, fromId } = draft
  if (fromId === null) return null
  const place = placeName(fromId)
  if (tickets.length === 0 && flags.length === 0)
    return <p className="text-body text-muted">{t('nothing', { place })}</p>
  return (
    <>
      <p className="text-body text-muted">{t('text', { place })}</p>
      {tickets.length > 0 ? (
        <fieldset className="grid">
          <legend className="mb-1 font-medium text-body">{t('tickets')}</legend>
          {tickets.map((ticket) => {
            const isMine = may(actor, ticket, 'move_guest')
            return (
              <Tick
                key={ticket.id}
                checked={isMine && draft.isChosen(ticket.id)}
                isDisabled={!isMine}
                onChange={() => draft.toggle(ticket.id)}
                label={
                  <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
                    <span className="truncate">{what(ticket)}</span>
                    <StatusPill status={ticket.status} />
                    {isMine ? null : <span className="text-meta">{errors('not_yours')}</span>}
                  </span>
                }
              />
            )
          })}
        </fieldset>
      ) : null}
      {flags.length > 0 ? (
        <fieldset className="grid">
          <legend className="mb-1 font-medium text-body">{t('flags')}</legend>
          {flags.map(({ id, kind, note }) => {
            const Icon = FLAG_ICONS[kind]
            return (
              <Tick
                key={id}
                checked={draft.isChosen(id)}
                onChange={() => draft.toggle(id)}
                label={
                  <span className="flex min-w-0 flex-1 items-center gap-1.5">
                    <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
                    <span className="truncate">{[flagWords(`kind.${kind}`), note].filter(Boolean).join(': ')}</span>
                  </span>
                }
              />
            )
          })}
        </fieldset>
      ) : null}
    </>
  )
}
