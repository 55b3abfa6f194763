'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { Sideways } from '@/components/ui/sideways'
import { narrowedTo } from '@/lib/reports/cells'
import type { Dimension, Figures, Measure, Report, Spread } from '@/lib/reports/schema'
import { BehindLink } from './behind-link'
import { useFigureWords } from './use-figure-words'
import { useKeyName } from './use-key-name'

interface Props {
  report: Report
  by: Dimension
  /** What the report is narrowed to, as moments. */
  during: { since: string; until: string; department?: string }
}

const COLUMNS = ['opened', 'accept', 'answer', 'done', 'hold', 'target', 'reopen'] as const
const cell = 'border-line border-b px-3 py-2 align-top'

/** Every figure of every row, each with what it was before and the tickets behind it. */
export function FiguresTable({ report, by, during }: Props) {
  const t = useTranslations('reports')
  const nameOf = useKeyName()
  const format = useFormatter()
  const day = (moment: string, by = 0) => format.dateTime(new Date(Date.parse(moment) + by), 'date')
  const { since, until } = report.before
  return (
    <div className="grid gap-3">
      <p className="max-w-3xl text-body text-muted">{t('explained', { since: day(since), until: day(until, -1) })}</p>
      <Sideways label={t(`by.${by}`)} className="rounded-card border border-line">
        <table className="w-full border-collapse text-body tabular-nums">
          <thead>
            <tr className="bg-sunken text-left text-meta text-muted">
              <th scope="col" className={`${cell} sticky left-0 z-10 bg-sunken font-medium`}>
                {t(`by.${by}`)}
              </th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className={`${cell} min-w-28 font-medium`}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row name={t('total')} {...report.total} during={during} earlier={report.before} />
            {report.rows.map(({ key, now, before }) => (
              <Row
                key={key}
                name={nameOf(by, key)}
                now={now}
                before={before}
                during={{ ...during, ...narrowedTo(by, key) }}
                earlier={report.before}
              />
            ))}
          </tbody>
        </table>
      </Sideways>
    </div>
  )
}

interface RowProps {
  name: string
  now: Figures
  before: Figures
  during: Record<string, string>
  /** The period before. */
  earlier: { since: string; until: string }
}

function Row({ name, now, before, during, earlier }: RowProps) {
  const t = useTranslations('reports')
  const { duration, share, count } = useFigureWords()
  const link = (measure: Measure, behind: number, text: string) => (
    <BehindLink
      query={{ ...during, measure }}
      count={behind}
      className="font-medium"
      aria-label={t('open', { figure: t(`measure.${measure}`), name, count: behind })}
    >
      {text}
    </BehindLink>
  )
  const was = (measure: Measure, behind: number, value: string) => (
    <Small>
      <BehindLink
        query={{ ...during, ...earlier, measure }}
        count={behind}
        aria-label={t('openBefore', { figure: t(`measure.${measure}`), name, count: behind })}
      >
        {t('before', { value })}
      </BehindLink>
    </Small>
  )
  const spread = (measure: Measure, of: (figures: Figures) => Spread) => (
    <td className={cell}>
      {link(measure, of(now).count, duration(of(now).median))}
      <Small>{t('mean', { mean: duration(of(now).mean) })}</Small>
      <Small>{t('within', { p90: duration(of(now).p90) })}</Small>
      {was(measure, of(before).count, duration(of(before).median))}
    </td>
  )
  const done = ({ target }: Figures) => target.hit + target.late
  return (
    <tr className="hover:bg-sunken/50">
      <th scope="row" className={`${cell} sticky left-0 z-10 max-w-44 bg-paper text-left font-strong`}>
        {name}
      </th>
      <td className={cell}>
        {link('opened', now.opened, count(now.opened))}
        {was('opened', before.opened, count(before.opened))}
      </td>
      {spread('accepted', ({ accept }) => accept)}
      {spread('answered', ({ answer }) => answer)}
      {spread('done', (figures) => figures.done)}
      <td className={cell}>
        {link('done', now.done.count, share(now.hold.share))}
        <Small>{link('held', now.hold.held, t('held', { count: now.hold.held }))}</Small>
        {was('done', before.done.count, share(before.hold.share))}
      </td>
      <td className={cell}>
        {link('hit', now.target.hit, share(now.target.hit, done(now)))}
        <Small>{link('late', now.target.late, t('late', { count: now.target.late }))}</Small>
        {was('hit', before.target.hit, share(before.target.hit, done(before)))}
      </td>
      <td className={cell}>
        {link('reopened', now.reopen.reopened, share(now.reopen.reopened, now.reopen.ended))}
        <Small>{link('ended', now.reopen.ended, t('ended', now.reopen))}</Small>
        {was('reopened', before.reopen.reopened, share(before.reopen.reopened, before.reopen.ended))}
      </td>
    </tr>
  )
}

const Small = ({ children }: { children: React.ReactNode }) => (
  <span className="block whitespace-nowrap text-meta text-muted">{children}</span>
)
