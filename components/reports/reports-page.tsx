'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { PageFrame } from '@/components/shell/page-frame'
import { useAddressed } from '@/components/shell/use-addressed'
import { dayOf } from '@/lib/client/hotel-time'
import { readRepeats, readReport, readVolume } from '@/lib/client/reports'
import { type Asked, addressOf, askedOf, periodOf } from './asked'
import { FiguresTable } from './figures-table'
import { HeatMap } from './heat-map'
import { RepeatsTable } from './repeats-table'
import { Shown } from './shown'
import { Toolbar } from './toolbar'
import { useAnswer } from './use-answer'

// Nobody but whoever reads reports loads charts.
const Chart = dynamic(() => import('./chart'), { ssr: false, loading: () => <div className="h-72" /> })

/** How the house does, of all that one may see. What is asked stands in the address. */
export function ReportsPage() {
  const t = useTranslations('reports')
  const { timeZone } = useHotel().settings
  const [today] = useState(() => dayOf(Date.now(), timeZone))
  const [asked, ask] = useAddressed({ read: (params) => askedOf(params, today), addressOf })
  const Table = { times: Times, volume: Hours, repeats: Again }[asked.table]
  return (
    <PageFrame title={t('title')} isWide>
      <Toolbar asked={asked} today={today} onAsk={ask} />
      <Table asked={asked} />
    </PageFrame>
  )
}

interface TableProps {
  asked: Asked
}

function useDuring({ department, ...asked }: Asked) {
  const { against, ...period } = periodOf(asked, useHotel().settings.timeZone)
  return { during: { ...period, ...(department && { department }) }, against }
}

function Times({ asked }: TableProps) {
  const { during, against } = useDuring(asked)
  const { by } = asked
  const asking = useAnswer(addressOf(asked), (signal) => readReport({ ...during, against, by }, signal))
  return (
    <Shown asking={asking} isEmpty={({ rows }) => rows.length === 0}>
      {(report) => (
        <>
          <Chart report={report} by={by} />
          <FiguresTable report={report} by={by} during={during} />
        </>
      )}
    </Shown>
  )
}

function Hours({ asked }: TableProps) {
  const { during } = useDuring(asked)
  const asking = useAnswer(addressOf(asked), (signal) => readVolume(during, signal))
  return (
    <Shown asking={asking} isEmpty={({ cells }) => cells.length === 0}>
      {(volume) => <HeatMap volume={volume} during={during} />}
    </Shown>
  )
}

function Again({ asked }: TableProps) {
  const { during } = useDuring(asked)
  const asking = useAnswer(addressOf(asked), (signal) => readRepeats(during, signal))
  return <Shown asking={asking}>{(repeats) => <RepeatsTable repeats={repeats} during={during} />}</Shown>
}
