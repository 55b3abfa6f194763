'use client'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef } from 'react'
import { ExportButton } from '@/components/exports/export-button'
import { FoundTicket } from '@/components/history/found-ticket'
import { More } from '@/components/shell/more'
import { PageFrame } from '@/components/shell/page-frame'
import { usePaged } from '@/components/shell/use-paged'
import { type Left, readUpTo, useLeft, useReturn } from '@/components/shell/use-return'
import { Button } from '@/components/ui/button'
import { readBehind } from '@/lib/client/reports'
import { DIMENSIONS, MEASURES, type BehindPage as Page } from '@/lib/reports/schema'
import { Shown } from './shown'
import { useAnswer } from './use-answer'
import { useKeyName } from './use-key-name'

type Query = Record<string, string>

/** The tickets behind a figure, as its link says. */
export function BehindPage() {
  const t = useTranslations('reports')
  const format = useFormatter()
  const params = useSearchParams()
  const { report = '', ...query } = Object.fromEntries(params)
  const measure = MEASURES.find((one) => one === query.measure) ?? 'opened'
  const day = (moment = '', by = 0) => {
    const at = Date.parse(moment) + by
    return Number.isNaN(at) ? '–' : format.dateTime(new Date(at), 'date')
  }
  const nameOf = useKeyName()
  const whose = DIMENSIONS.flatMap((by) => {
    const key = params.get(by === 'place' ? 'at' : by)
    return key === null ? [] : [nameOf(by, key)]
  }).join(', ')
  const [left] = useLeft()
  const asking = useAnswer(`${params}`, async (signal) =>
    readUpTo(await readBehind(query, signal), left?.count ?? 0, (next) => readAfter(query, next, signal)),
  )
  return (
    <PageFrame title={t(`measure.${measure}`)} action={<ExportButton filter={{ kind: 'report', query }} />}>
      <p className="text-body text-muted">
        {[whose, t('period', { since: day(query.since), until: day(query.until, -1) })].filter(Boolean).join(' · ')}
      </p>
      <Button asChild size="small" className="justify-self-start">
        <Link href={report === '' ? '/reports' : `/reports?${new URLSearchParams(report)}`}>
          <ArrowLeft aria-hidden />
          {t('title')}
        </Link>
      </Button>
      <Shown asking={asking}>{(page) => <Tickets key={`${params}`} first={page} query={query} left={left} />}</Shown>
    </PageFrame>
  )
}

const readAfter = (query: Query, next: number, signal?: AbortSignal) =>
  readBehind({ ...query, cursor: `${next}` }, signal)

function Tickets({ first, query, left }: { first: Page; query: Query; left: Left | null }) {
  const t = useTranslations('reports')
  const history = useTranslations('history')
  const { items, readMore } = usePaged(first, (next) => readAfter(query, next))
  const list = useRef<HTMLUListElement>(null)
  const noteLeaving = useReturn(list, left, items.length)
  return (
    <div className="grid gap-2">
      <p role="status" className="text-body text-muted">
        {history('count', { count: first.count })}
      </p>
      <ul ref={list} aria-label={t('tickets')} onClickCapture={noteLeaving} className="grid touch:gap-3">
        {items.map((item) => (
          <FoundTicket key={item.ticket.id} found={{ ...item, hits: [], hitCount: 0 }} terms={[]} />
        ))}
      </ul>
      {readMore ? <More onRead={readMore} /> : null}
    </div>
  )
}
