'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import type { DryRun } from '@/lib/privacy/schema'
import type { RetentionHandle } from './use-retention'

/** What the rules would touch, before anything is done; confirming it; and that it is being done. */
export function DryRunReport({ handle }: { handle: RetentionHandle }) {
  const t = useTranslations('privacySettings')
  const format = useFormatter()
  const names = useNames()
  const { retention, doing, run } = handle
  const { dryRun, confirmed, version, rules } = retention
  if (rules.length === 0) return null
  const isOfThese = dryRun?.version === version
  const moment = (at: string) => format.dateTime(new Date(at), 'dayTime')
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button aria-disabled={doing !== null} onClick={() => void run('try')}>
          {doing === 'try' ? t('trying') : t('try')}
        </Button>
        <p className="text-body text-muted">{isOfThese ? t('triedAt', { time: moment(dryRun.at) }) : t('notTried')}</p>
      </div>
      {isOfThese ? <Touched dryRun={dryRun} /> : null}
      {confirmed ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="font-medium text-body">
            {t('confirmedBy', { name: names.object(confirmed.by), time: moment(confirmed.at) })}
          </p>
          <Button aria-disabled={doing !== null} onClick={() => void run('stop')}>
            {t('stop')}
          </Button>
        </div>
      ) : isOfThese ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button tone="danger" aria-disabled={doing !== null} onClick={() => void run('confirm')}>
            {t('confirm')}
          </Button>
          <p className="text-body text-muted">{t('confirmText')}</p>
        </div>
      ) : null}
    </div>
  )
}

function Touched({ dryRun: { touched, held } }: { dryRun: DryRun }) {
  const t = useTranslations('privacySettings')
  const { departmentName } = useHotel()
  const sum = (of: 'tickets' | 'entries') => touched.reduce((all, one) => all + one[of], 0)
  if (touched.length === 0) return <p className="text-body">{t('nothingTouched', { held })}</p>
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-left text-body tabular-nums">
        <caption className="pb-2 text-left">
          {t('touched', { tickets: sum('tickets'), entries: sum('entries'), held })}
        </caption>
        <thead>
          <tr className="border-line border-b text-meta text-muted">
            <th className="py-1.5 font-medium">{t('month')}</th>
            <th className="py-1.5 font-medium">{t('department')}</th>
            <th className="py-1.5 font-medium">{t('becomes')}</th>
            <th className="py-1.5 text-right font-medium">{t('tickets')}</th>
            <th className="py-1.5 text-right font-medium">{t('entries')}</th>
          </tr>
        </thead>
        <tbody>
          {touched.map(({ month, departmentId, way, tickets, entries }) => (
            <tr key={`${month} ${departmentId} ${way}`} className="border-line border-b">
              <td className="py-1.5">{month}</td>
              <td className="py-1.5">{departmentName(departmentId)}</td>
              <td className="py-1.5">{t(`way.${way}`)}</td>
              <td className="py-1.5 text-right">{tickets}</td>
              <td className="py-1.5 text-right">{entries}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
