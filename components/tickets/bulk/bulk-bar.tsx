'use client'
import { CheckCheck, MessageSquare, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { type Action, may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { ACTION_ICON } from '../action-look'
import { useBoard } from '../board-provider'
import { useFilter } from '../filter-provider'
import { BulkDialog } from './bulk-dialog'
import { MOST } from './marks'
import { useMarks } from './marks-provider'
import type { BulkAction } from './use-bulk'
import { useMarkKeys } from './use-mark-keys'

/** In the order of the bar, each with what one must be allowed to do to at least one of the marked tickets. */
const ACTIONS = [
  ['assign', 'assign'],
  ['transfer', 'transfer'],
  ['message', 'write'],
  ['close', 'close'],
] as const satisfies readonly (readonly [BulkAction, Action])[]

type Ask = (action: BulkAction, tickets: readonly Ticket[]) => void

/** At the foot of the list while tickets are marked: how many, and what can be done with all of them. What was asked outlives
 *  the marks: tickets that are closed leave the board. */
export function BulkBar() {
  const { isMarking } = useMarks()
  const [asked, setAsked] = useState<{ action: BulkAction; tickets: readonly Ticket[] } | null>(null)
  useMarkKeys()
  return (
    <>
      {isMarking ? <Bar onAsk={(action, tickets) => setAsked({ action, tickets })} /> : null}
      {asked ? <BulkDialog action={asked.action} tickets={asked.tickets} onClose={() => setAsked(null)} /> : null}
    </>
  )
}

function Bar({ onAsk }: { onAsk: Ask }) {
  const t = useTranslations('bulk')
  const { actor } = useHotel()
  const { rows } = useBoard().board
  const { lines } = useFilter()
  const { marked, markShown, clear } = useMarks()
  const tickets = [...marked].flatMap((id) => rows.get(id)?.ticket ?? [])
  const shown = lines.filter((line) => line.kind === 'ticket' && marked.has(line.id)).length
  const hidden = tickets.length - shown
  const actions = ACTIONS.filter(([, action]) => tickets.some((ticket) => may(actor, ticket, action)))
  return (
    <section
      aria-label={t('label')}
      className="grid shrink-0 animate-appear gap-2 border-line border-t bg-surface px-4 py-2.5 touch:py-3"
    >
      <div className="flex min-w-0 items-center gap-2">
        <p role="status" className="min-w-0 flex-1 text-body">
          <span className="font-strong">{t('marked', { count: tickets.length })}</span>
          {tickets.length >= MOST ? <span className="text-muted"> · {t('most', { count: MOST })}</span> : null}
          {hidden > 0 ? <span className="text-muted"> · {t('hidden', { count: hidden })}</span> : null}
        </p>
        <Button tone="quiet" size="small" onClick={markShown}>
          <CheckCheck aria-hidden />
          {t('markShown')}
        </Button>
        <Button tone="quiet" size="icon" aria-label={t('clear')} aria-keyshortcuts="Escape" onClick={clear}>
          <X aria-hidden />
        </Button>
      </div>
      {tickets.length > 0 ? (
        <div role="toolbar" aria-label={t('actions')} className="flex gap-2 touch:gap-3">
          {actions.map(([action]) => {
            const Icon = action === 'message' ? MessageSquare : ACTION_ICON[action]
            return (
              <Button
                key={action}
                size="small"
                onClick={() => onAsk(action, tickets)}
                className="h-8 min-w-0 flex-1 px-2 touch:h-14 touch:flex-col touch:gap-0.5 touch:px-1"
              >
                <Icon aria-hidden />
                {t(`action.${action}`)}
              </Button>
            )
          })}
        </div>
      ) : (
        <p className="text-body text-muted">{t('hint')}</p>
      )}
    </section>
  )
}
