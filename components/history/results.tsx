'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useErrorText } from '@/lib/client/errors'
import { isRefused } from '@/lib/client/refused'
import { termsOf } from '@/lib/history/terms'
import { type Asked, isFiltered, LISTED, NOTHING } from './asked'
import { FoundTicket } from './found-ticket'
import { failedIn, type Prefixes } from './typed'
import type { Seeking } from './use-found'

interface Props {
  seeking: Seeking
  prefixes: Prefixes
  onAsk: (asked: Asked) => void
}

/** What was found, or why nothing is shown. */
export function Results({ seeking, prefixes, onAsk }: Props) {
  const t = useTranslations('history')
  const errorText = useErrorText()
  const { asked, items, count, isMore, isAsking, isBehind, error, next } = seeking
  const terms = useMemo(() => termsOf(asked?.q ?? ''), [asked])
  const failed = useFailedFilter(asked?.q ?? '', prefixes)
  if (asked === null)
    return isAsking ? <Line text={t('searching')} /> : <Line text={t('begin')} hint={t('beginHint')} />
  if (error !== null && items.length === 0)
    return <Line text={errorText(error)} {...(!isRefused(error) && { action: t('retry'), onAct: seeking.retry })} />
  return (
    <div aria-busy={isAsking} className={cn('grid gap-2 transition-opacity', isAsking && 'opacity-60')}>
      <p role="status" className="text-body text-muted">
        {isMore ? t('countMore', { count: count ?? 0 }) : t('count', { count: count ?? 0 })}
        {isBehind ? ` ${t('behind')}` : ''}
      </p>
      {items.length === 0 ? (
        <Line
          text={t('nothing')}
          hint={failed ?? t('nothingHint')}
          {...(isFiltered(asked) && { action: t('clearFilters'), onAct: () => onAsk({ ...NOTHING, q: asked.q }) })}
        />
      ) : (
        <ul aria-label={t('found')} className="grid touch:gap-3">
          {items.map((found) => (
            <FoundTicket
              key={found.ticket.id}
              found={found}
              terms={terms}
              onMoreHits={() => seeking.readHits(found.ticket.id)}
            />
          ))}
        </ul>
      )}
      {error !== null ? <Line text={errorText(error)} action={t('retry')} onAct={seeking.readMore} /> : null}
      {next !== null && error === null ? (
        <Button className="justify-self-start" disabled={isAsking} onClick={seeking.readMore}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  )
}

/** Why what looks like a filter is none; undefined when nothing does. */
function useFailedFilter(typed: string, prefixes: Prefixes): string | undefined {
  const t = useTranslations('history')
  const format = useFormatter()
  const failed = failedIn(typed, prefixes)
  if (!failed) return undefined
  const { kind, word, value } = failed
  if (kind) return t('noSuchName', { kind: t(`kind.${kind}`), value })
  return t('noSuchFilter', { word, filters: format.list(LISTED.map((one) => prefixes[one])) })
}

interface LineProps {
  text: string
  hint?: string
  action?: string
  onAct?: () => void
}

/** One line of truth, one next step. */
const Line = ({ text, hint, action, onAct }: LineProps) => (
  <div className="grid justify-items-start gap-1 py-6">
    <p className="font-medium text-body">{text}</p>
    {hint ? <p className="text-body text-muted">{hint}</p> : null}
    {action ? (
      <Button size="small" className="mt-3" onClick={onAct}>
        {action}
      </Button>
    ) : null}
  </div>
)
