'use client'
import { Check, CircleAlert, CircleHelp, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DialogFooter } from '@/components/ui/dialog'
import { useErrorText } from '@/lib/client/errors'
import { isOpen } from '@/lib/client/many'
import { useUndo } from '../undo/undo-context'
import { TicketName } from './bulk-tickets'
import type { BulkHandle, Result } from './use-bulk'

interface Props {
  bulk: BulkHandle
  onAgain: () => void
  onClose: () => void
}

/** How far it has come, and what became of each ticket: those that were not done first, with the reason. */
export function BulkResults({ bulk: { results, isRunning, stop }, onAgain, onClose }: Props) {
  const t = useTranslations('bulk')
  const shell = useTranslations('shell')
  const undo = useUndo()
  const done = results.filter(({ outcome }) => outcome.state === 'done').length
  const hasRest = results.some(({ outcome }) => isOpen(outcome))
  const inOrder = isRunning ? results : [...results].sort((a, b) => RANK[a.outcome.state] - RANK[b.outcome.state])
  return (
    <>
      <div className="grid gap-3 px-6 py-5">
        <p role="status" className="font-medium text-body">
          {t(isRunning ? 'running' : 'ran', { done, count: results.length })}
        </p>
        <section
          aria-label={t('results')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          tabIndex={0}
          className="max-h-[50vh] overflow-y-auto rounded-card border border-line"
        >
          <ul className="divide-y divide-line">
            {inOrder.map((result) => (
              <Line key={result.id} result={result} isRunning={isRunning} />
            ))}
          </ul>
        </section>
      </div>
      <DialogFooter>
        {isRunning ? (
          <Button onClick={stop}>{t('stop')}</Button>
        ) : (
          <>
            {done > 0 && undo.note !== null ? (
              <Button
                tone="quiet"
                onClick={() => {
                  undo.take()
                  onClose()
                }}
              >
                {t('undoDone', { count: done })}
              </Button>
            ) : null}
            {hasRest ? <Button onClick={onAgain}>{t('again')}</Button> : null}
            <Button tone="primary" autoFocus onClick={onClose}>
              {shell('close')}
            </Button>
          </>
        )}
      </DialogFooter>
    </>
  )
}

type State = Result['outcome']['state']
const RANK: Record<State, number> = { refused: 0, unknown: 1, skipped: 2, done: 3 }
const LOOK: Record<State, { icon: LucideIcon; tone: string }> = {
  refused: { icon: CircleAlert, tone: 'text-late' },
  unknown: { icon: CircleHelp, tone: 'text-hold' },
  skipped: { icon: CircleHelp, tone: 'text-muted' },
  done: { icon: Check, tone: 'text-done' },
}

function Line({ result: { ticket, outcome }, isRunning }: { result: Result; isRunning: boolean }) {
  const t = useTranslations('bulk')
  const errorText = useErrorText()
  const isWaiting = isRunning && outcome.state === 'skipped'
  const { icon: Icon, tone } = isWaiting ? { icon: LoaderCircle, tone: 'text-muted' } : LOOK[outcome.state]
  const reason = outcome.state === 'refused' || outcome.state === 'unknown' ? errorText(outcome.error) : null
  return (
    <li className="flex min-h-9 items-start gap-3 px-3 py-2 text-body touch:min-h-12">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0 stroke-[1.75]', tone)} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <TicketName ticket={ticket} />
        {reason ? <span className={cn('text-meta', tone)}>{reason}</span> : null}
      </div>
      <span className={cn('shrink-0 text-meta', tone)}>{isWaiting ? t('waiting') : t(`outcome.${outcome.state}`)}</span>
    </li>
  )
}
