'use client'
/** Medians now and before, of the rows with most tickets. The same stands in the table, in words: this is for the eye. */
import { useTranslations } from 'next-intl'
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Dimension, Report } from '@/lib/reports/schema'
import { useFigureWords } from './use-figure-words'
import { useKeyName } from './use-key-name'

const SHOWN = 8
const INK = 'var(--color-text)'
const PALE = 'var(--color-control)'
const text = { fill: 'var(--color-muted)', fontSize: 12 }

/** Seconds of a quarter of the axis, so that each line stands at a round time. */
const QUARTERS = [15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400]

function topOf(rows: readonly { now: number | null; before: number | null }[]): number {
  const most = Math.max(...rows.flatMap(({ now, before }) => [now ?? 0, before ?? 0]), 1)
  const quarter = QUARTERS.find((seconds) => seconds * 4 >= most)
  return 4 * (quarter ?? Math.ceil(most / 4 / 86_400) * 86_400)
}

export default function Chart({ report, by }: { report: Report; by: Dimension }) {
  const t = useTranslations('reports')
  const { duration } = useFigureWords()
  const nameOf = useKeyName()
  const rows = report.rows.slice(0, SHOWN).map(({ key, now, before }) => ({
    name: nameOf(by, key),
    now: now.done.median,
    before: before.done.median,
  }))
  return (
    <figure aria-hidden className="grid gap-2">
      <figcaption className="text-body text-muted">{t('chart')}</figcaption>
      <div className="h-64 touch:h-72">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            key={by}
            data={rows}
            margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
            barGap={2}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--color-line)" />
            <XAxis
              dataKey="name"
              tick={text}
              tickLine={false}
              axisLine={{ stroke: PALE }}
              interval="preserveStartEnd"
            />
            <YAxis
              tick={text}
              tickLine={false}
              axisLine={false}
              width={84}
              domain={[0, topOf(rows)]}
              ticks={[0, 1, 2, 3, 4].map((quarter) => (topOf(rows) / 4) * quarter)}
              tickFormatter={(value) => duration(Number(value))}
            />
            <Tooltip
              cursor={{ fill: 'var(--color-sunken)' }}
              contentStyle={{
                background: 'var(--color-surface)',
                border: '1px solid var(--color-line)',
                borderRadius: 6,
              }}
              separator=": "
              formatter={(value) => duration(Number(value))}
            />
            <Legend itemSorter={null} formatter={(value) => <span className="text-meta text-text">{value}</span>} />
            {/* Where nothing has one the bars of these days stand alone, in the middle. */}
            {rows.some(({ before }) => before !== null) ? (
              <Bar dataKey="before" name={t('periodBefore')} fill={PALE} isAnimationActive={false} maxBarSize={28} />
            ) : null}
            <Bar dataKey="now" name={t('periodNow')} fill={INK} isAnimationActive={false} maxBarSize={28} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}
